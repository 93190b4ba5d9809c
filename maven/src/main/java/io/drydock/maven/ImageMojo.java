package io.drydock.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * What all goals share: the parameters, and calls of the command line {@code drydock java build},
 * which has the same flags.
 */
abstract class ImageMojo extends AbstractMojo {
  private final ToolchainManager toolchains;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private @Nullable MavenSession session;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts = List.of();

  /** The image's name: {@code registry.example.com/shop/orders:1.0}. */
  @Parameter(property = "drydock.image", required = true)
  private String image = "";

  /** The image to build upon. */
  @Parameter(property = "drydock.base")
  private @Nullable String base;

  /** {@code linked} from a JDK's modules, or {@code base} for the base image's. */
  @Parameter(property = "drydock.runtime", defaultValue = "linked")
  private String runtime = "linked";

  /** The class to start, if the project has several with a main method. */
  @Parameter(property = "drydock.mainClass")
  private @Nullable String mainClass;

  /** Modules that the application needs besides those that its classes tell of. */
  @Parameter(property = "drydock.addModules")
  private List<String> addModules = List.of();

  @Parameter private List<String> jvmFlags = List.of();

  /** Arguments of the main class, as CMD. */
  @Parameter private List<String> arguments = List.of();

  @Parameter private Map<String, String> environment = Map.of();

  @Parameter private Map<String, String> labels = Map.of();

  /** Ports that the application listens on. */
  @Parameter private List<String> ports = List.of();

  /** The user to run as. */
  @Parameter(property = "drydock.user")
  private @Nullable String user;

  /** More flags of {@code drydock java build}, as they are. */
  @Parameter private List<String> flags = List.of();

  /** The store's directory. */
  @Parameter(property = "drydock.root")
  private @Nullable File root;

  /** A JDK 25 or newer to run Drydock on; found by itself otherwise. */
  @Parameter(property = "drydock.jdk")
  private @Nullable File jdk;

  @Parameter(property = "drydock.skip", defaultValue = "false")
  private boolean skip;

  ImageMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  /** The calls of the command line, in order. */
  abstract List<List<String>> calls();

  final String image() {
    return image;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("drydock.skip is set");
      return;
    }
    var commandLine = new CommandLine(java(), libraries(), rootFlags());
    for (List<String> call : calls()) {
      commandLine.run(call, getLog());
    }
  }

  private Path java() throws MojoExecutionException {
    if (session == null) {
      throw new IllegalStateException("Maven set no session");
    }
    return new JavaFinder(toolchains, session).find(jdk == null ? null : jdk.toPath());
  }

  private List<Path> libraries() {
    return pluginArtifacts.stream().map(each -> each.getFile().toPath()).toList();
  }

  private List<String> rootFlags() {
    return root == null ? List.of() : List.of("--root", root.getPath());
  }

  final List<String> buildCall() {
    var words = new ArrayList<>(List.of("java", "build", "--progress=plain", "--tag=" + image));
    words.add("--runtime=" + runtime);
    add(words, "base", base);
    add(words, "main-class", mainClass);
    add(words, "user", user);
    addModules.forEach(each -> words.add("--add-modules=" + each));
    jvmFlags.forEach(each -> words.add("--jvm-flag=" + each));
    arguments.forEach(each -> words.add("--argument=" + each));
    ports.forEach(each -> words.add("--expose=" + each));
    new TreeMap<>(environment).forEach((name, value) -> words.add("--env=" + name + "=" + value));
    new TreeMap<>(labels).forEach((name, value) -> words.add("--label=" + name + "=" + value));
    words.addAll(flags);
    if (project != null) {
      project.getArtifacts().forEach(each -> words.add("--dependency=" + each.getFile()));
      words.add(project.getBuild().getOutputDirectory());
    }
    return words;
  }

  private static void add(List<String> words, String flag, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      words.add("--" + flag + "=" + value);
    }
  }
}
