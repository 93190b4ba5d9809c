package io.drydock.javaapp;

import io.drydock.core.Json;
import io.drydock.oci.tree.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writes the Dockerfile of an application's image. */
final class JavaDockerfile {
  private static final String JAVA_HOME = "/opt/java";

  private final JavaApplication application;
  private final JavaOptions options;
  private final FileTree context;

  JavaDockerfile(JavaApplication application, JavaOptions options, FileTree context) {
    this.application = application;
    this.options = options;
    this.context = context;
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add("FROM " + options.baseImage());
    lines.add("WORKDIR /app");
    if (has(JavaImage.RUNTIME_FOLDER)) {
      lines.add("ENV JAVA_HOME=" + JAVA_HOME + " PATH=" + JAVA_HOME + "/bin:$PATH");
      lines.add(copy(JavaImage.RUNTIME_FOLDER, JAVA_HOME));
    }
    for (Part part : Part.values()) {
      if (has(part.folder())) {
        lines.add(copy(part.folder(), part.place()));
      }
    }
    new TreeMap<>(options.environment())
        .forEach((name, value) -> lines.add("ENV " + name + "=" + quoted(value)));
    options.ports().forEach(each -> lines.add("EXPOSE " + each));
    user(lines);
    lines.add("ENTRYPOINT " + array(command()));
    if (!options.arguments().isEmpty()) {
      lines.add("CMD " + array(options.arguments()));
    }
    return String.join("\n", lines) + "\n";
  }

  private boolean has(String folder) {
    return context.find(folder).isPresent();
  }

  private static String copy(String folder, String place) {
    return "COPY --link " + folder + "/ " + place + "/";
  }

  /** A base that was chosen may have a user of its own. */
  private void user(List<String> lines) {
    if (!options.user().isEmpty()) {
      lines.add("USER " + options.user());
    } else if (options.base().isEmpty()) {
      lines.add("USER " + JavaOptions.DEFAULT_USER);
    }
  }

  private List<String> command() {
    var words = new ArrayList<String>();
    words.add(has(JavaImage.RUNTIME_FOLDER) ? JAVA_HOME + "/bin/java" : "java");
    words.addAll(options.jvmFlags());
    words.addAll(List.of("-cp", classPath(), application.mainClass()));
    return words;
  }

  private String classPath() {
    var places = new ArrayList<String>();
    if (!application.of(Part.RESOURCES).isEmpty()) {
      places.add(Part.RESOURCES.place());
    }
    List<ApplicationFile> classes = application.of(Part.CLASSES);
    if (classes.stream().anyMatch(ApplicationFile::isClass)) {
      places.add(Part.CLASSES.place());
    }
    classes.stream()
        .filter(each -> !each.isClass())
        .forEach(jar -> places.add(Part.CLASSES.place() + "/" + jar.path()));
    if (!application.libraries().isEmpty()) {
      places.add(Part.DEPENDENCIES.place() + "/*");
    }
    return String.join(":", places);
  }

  private static String array(List<String> words) {
    return new String(Json.bytes(Json.array(words)), StandardCharsets.UTF_8);
  }

  /** In double quotes, with nothing in it that the Dockerfile's reader would expand. */
  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
  }
}
