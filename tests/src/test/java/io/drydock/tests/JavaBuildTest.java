package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java applications become images without a Dockerfile, and run in them. */
class JavaBuildTest {
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir static Path folder;
  private static Drydock drydock = new Drydock(Path.of("/nonexistent"));

  /** The base has the C library of this machine, since the JDK is this machine's. */
  @BeforeAll
  static void makeABase() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "RUN needs root");
    drydock = new Drydock(folder.resolve("store"));
    Path base = Files.createDirectory(folder.resolve("base"));
    for (Path library : sharedLibraries()) {
      Path copy = base.resolve("root").resolve(library.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(library.toRealPath(), copy);
    }
    Files.writeString(base.resolve("Dockerfile"), "FROM scratch\nCOPY root/ /\n");
    Drydock.Outcome outcome = drydock.run("build", "-q", "-t", "c-library", base.toString());
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  private static Set<Path> sharedLibraries() throws IOException {
    var libraries = new TreeSet<Path>();
    for (String each : List.of("bin/java", "lib/libjli.so", "lib/server/libjvm.so")) {
      Process ldd =
          new ProcessBuilder("ldd", JDK.resolve(each).toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Pattern.compile("(/[^ ]+) \\(0x")
          .matcher(said)
          .results()
          .map((MatchResult match) -> Path.of(match.group(1)))
          .filter(path -> !path.startsWith(JDK))
          .forEach(libraries::add);
    }
    return libraries;
  }

  private static Path compile(String name, String source, Path... classPath) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    Path file = Files.createDirectories(directory.resolve("src")).resolve(name + ".java");
    Files.writeString(file, source);
    Path classes = directory.resolve("classes");
    var words = new ArrayList<>(List.of("-d", classes.toString(), file.toString()));
    for (Path each : classPath) {
      words.addAll(List.of("-cp", each.toString()));
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, OutputStream.nullOutputStream(), System.err, words.toArray(String[]::new));
    assertThat(code).isZero();
    return classes;
  }

  private static Path jar(Path target, Map<String, String> attributes, Path classes)
      throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    try (var out = new JarOutputStream(Files.newOutputStream(target));
        Stream<Path> files = Files.walk(classes)) {
      out.putNextEntry(entry("META-INF/MANIFEST.MF"));
      manifest.write(out);
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(entry(classes.relativize(each).toString()));
        Files.copy(each, out);
      }
    }
    return target;
  }

  private static JarEntry entry(String name) {
    var entry = new JarEntry(name);
    entry.setTime(0);
    return entry;
  }

  /** An application with a library, a snapshot, a resource, and a module besides java.base. */
  private static Path application(String name, String greeting) throws IOException {
    Path greeter =
        compile(
            "Greeter",
            """
            package greeter;
            public class Greeter {
              public static String greet(String who) { return "hello, " + who; }
            }
            """);
    Path directory = Files.createDirectories(folder.resolve(name + "-jars"));
    jar(directory.resolve("greeter-1.0.jar"), Map.of(), greeter);
    jar(directory.resolve("next-2-SNAPSHOT.jar"), Map.of(), greeter);
    Path classes =
        compile(
            name,
            """
            import java.util.logging.Level;
            public class %s {
              public static void main(String[] words) throws Exception {
                var text = %s.class.getResourceAsStream("/settings.txt").readAllBytes();
                System.out.println(greeter.Greeter.greet(words[0]) + " %s " + Level.INFO + " "
                    + new String(text) + " " + System.getProperty("java.home"));
              }
            }
            """
                .formatted(name, name, greeting),
            greeter);
    Files.writeString(classes.resolve("settings.txt"), "settings");
    return jar(
        directory.resolve("app.jar"),
        Map.of("Main-Class", name, "Class-Path", "greeter-1.0.jar next-2-SNAPSHOT.jar"),
        classes);
  }

  private static Drydock.Outcome build(Path jar, String... flags) {
    var words = new ArrayList<>(List.of("java", "build", "--base", "c-library"));
    words.addAll(List.of(flags));
    words.add(jar.toString());
    return drydock.run(words.toArray(String[]::new));
  }

  @Test
  void anApplicationRunsOnARuntimeOfTheModulesThatItNeeds() throws IOException {
    Path jar = application("Hello", "there");
    Drydock.Outcome built =
        build(jar, "--progress=plain", "-t", "hello", "--user", "12345", "--argument", "you");
    assertThat(built.code()).as(built.all()).isZero();
    assertThat(built.err()).contains("runtime of java.base, java.logging");

    Path context = Files.createDirectories(folder.resolve("run"));
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM hello
        RUN ["/opt/java/bin/java", "-cp", "/app/resources:/app/classes:/app/lib/*", "Hello", "me"]
        """);
    Drydock.Outcome ran = drydock.run("build", "--progress=plain", context.toString());
    assertThat(ran.err()).contains("hello, me there INFO settings /opt/java");

    Drydock.Outcome shown =
        drydock.run("inspect", "--format", "{{json .Config}} {{.Created}}", "hello");
    assertThat(shown.out())
        .contains("\"User\":\"12345\"", "\"Cmd\":[\"you\"]", "1970-01-01T00:00:00Z")
        .contains(
            "[\"/opt/java/bin/java\",\"-cp\",\"/app/resources:/app/classes:/app/lib/*\",\"Hello\"]");
  }

  @Test
  void theSameApplicationGivesTheSameDigestElsewhereAndAChangeOfCodeOneNewLayer()
      throws IOException {
    Path jar = application("Same", "first");
    Path copy = Files.createDirectories(folder.resolve("elsewhere"));
    for (String each : List.of("app.jar", "greeter-1.0.jar", "next-2-SNAPSHOT.jar")) {
      Files.copy(jar.resolveSibling(each), copy.resolve(each));
    }
    String first = build(jar, "-q", "-t", "same:1").out();
    String second = build(copy.resolve("app.jar"), "-q", "-t", "same:2", "--no-cache").out();
    assertThat(second).isEqualTo(first).startsWith("sha256:");

    assertThat(build(application("Same", "second"), "-q", "-t", "same:3").code()).isZero();
    List<String> before = layers("same:1");
    List<String> after = layers("same:3");
    assertThat(after).hasSameSizeAs(before);
    after.removeAll(before);
    assertThat(after).as("only the classes changed").hasSize(1);
  }

  private static List<String> layers(String image) {
    String lines =
        drydock
            .run("inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image)
            .out();
    return new ArrayList<>(lines.lines().filter(each -> !each.isBlank()).toList());
  }

  @Test
  void springBootsJarIsTakenApart() throws IOException {
    Path plain = application("Boot", "inside");
    Path classes = Files.createDirectories(folder.resolve("boot-content"));
    Path own = Files.createDirectories(classes.resolve("BOOT-INF/classes"));
    for (String each : List.of("Boot.class", "settings.txt")) {
      Files.copy(folder.resolve("Boot/classes").resolve(each), own.resolve(each));
    }
    Path libraries = Files.createDirectories(classes.resolve("BOOT-INF/lib"));
    Files.copy(plain.resolveSibling("greeter-1.0.jar"), libraries.resolve("greeter-1.0.jar"));
    Path boot =
        jar(
            folder.resolve("boot.jar"),
            Map.of("Main-Class", "a.Launcher", "Start-Class", "Boot"),
            classes);
    Drydock.Outcome shown = build(boot, "--print=dockerfile");
    assertThat(shown.out())
        .contains("COPY --link dependencies/ /app/lib/", "COPY --link classes/ /app/classes/")
        .contains("\"Boot\"]")
        .doesNotContain("snapshots/");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsBuilt() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty-project"));
    Files.writeString(empty.resolve("pom.xml"), "<project/>");
    assertThat(build(empty).err())
        .contains("no jar in " + empty, "Build the project first")
        .doesNotContain("Exception");
    Path noMain = jar(folder.resolve("library.jar"), Map.of(), folder.resolve("store/tmp"));
    assertThat(build(noMain).err()).contains("no class with a main method", "--main-class");
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
    assertThat(build(broken).err()).contains("cannot read " + broken);
    assertThat(build(noMain, "--main-class", "A", "--jdk", "/nonexistent").err())
        .contains("/nonexistent is no JDK with jlink");
  }
}
