package io.drydock.maven;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Finds a Java that is new enough to run Drydock. */
final class JavaFinder {
  private static final int NEEDED = 25;
  private static final Path SYSTEM = Path.of("/usr/lib/jvm");

  private final ToolchainManager toolchains;
  private final MavenSession session;

  JavaFinder(ToolchainManager toolchains, MavenSession session) {
    this.toolchains = toolchains;
    this.session = session;
  }

  /**
   * The {@code java} of the JDK that was named, of Maven's toolchains, of Maven itself, or of the
   * system.
   */
  Path find(@Nullable Path named) throws MojoExecutionException {
    if (named != null) {
      return named.resolve("bin/java");
    }
    Map<String, String> wanted = Map.of("version", "[" + NEEDED + ",)");
    for (Toolchain each : toolchains.getToolchains(session, "jdk", wanted)) {
      String java = each.findTool("java");
      if (java != null) {
        return Path.of(java);
      }
    }
    for (Path home : homes()) {
      if (release(home) >= NEEDED && Files.isExecutable(home.resolve("bin/jlink"))) {
        return home.resolve("bin/java");
      }
    }
    throw new MojoExecutionException(
        "no JDK " + NEEDED + " or newer found: name one with -Ddrydock.jdk, or as a toolchain");
  }

  private static List<Path> homes() throws MojoExecutionException {
    var homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    String variable = System.getenv("JAVA_HOME");
    if (variable != null) {
      homes.add(Path.of(variable));
    }
    if (Files.isDirectory(SYSTEM)) {
      try (DirectoryStream<Path> installed = Files.newDirectoryStream(SYSTEM)) {
        installed.forEach(homes::add);
      } catch (IOException e) {
        throw new MojoExecutionException("cannot look into " + SYSTEM, e);
      }
    }
    return homes;
  }

  /** The feature release that the JDK's release file says, 0 when there is none. */
  private static int release(Path home) throws MojoExecutionException {
    Path file = home.resolve("release");
    if (!Files.isReadable(file)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("JAVA_VERSION=\"")) {
          String version = line.substring("JAVA_VERSION=\"".length()).replaceAll("\\D.*", "");
          return version.isEmpty() ? 0 : Integer.parseInt(version);
        }
      }
      return 0;
    } catch (IOException e) {
      throw new MojoExecutionException("cannot read " + file, e);
    }
  }
}
