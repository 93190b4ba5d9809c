package io.drydock.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticLinkingTest {
  private static final List<Class<?>> CLASSES =
      List.of(
          Sample.class,
          Sample.Value.class,
          Sample.Value.Amount.class,
          Sample.Value.Text.class,
          Sample.Value.Nothing.class,
          Sample.Primitives.class);

  @TempDir private Path directory;
  private Path jar;

  @BeforeEach
  void pack() throws IOException {
    jar = directory.resolve("sample.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> each : CLASSES) {
        out.putNextEntry(new ZipEntry(entry(each)));
        try (InputStream bytes = each.getResourceAsStream("/" + entry(each))) {
          bytes.transferTo(out);
        }
        out.closeEntry();
      }
      out.putNextEntry(new ZipEntry("note.txt"));
      out.write("stays".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      out.closeEntry();
    }
  }

  private static String entry(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  @Test
  @DisplayName("Classes rewritten, even twice, come to the same results as the compiler's")
  void meansTheSame() throws Exception {
    StaticLinking.main(new String[] {jar.toString(), jar.toString()});
    URL[] places = {jar.toUri().toURL()};
    try (var loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      Object rewritten =
          loader.loadClass(Sample.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(((Supplier<?>) rewritten).get()).isEqualTo(new Sample().get());
    }
  }

  @Test
  @DisplayName(
      "No call site stays that the start-up cache cannot hold; other entries are untouched")
  void linksAllSites() throws IOException {
    assertThat(bootstraps()).contains("typeSwitch", "bootstrap");
    StaticLinking.main(new String[] {jar.toString()});
    assertThat(bootstraps()).containsOnly("makeConcatWithConstants", "bootstrap toString");
    try (var zip = new ZipFile(jar.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("note.txt"))).hasContent("stays");
    }
  }

  private List<String> bootstraps() throws IOException {
    var found = new ArrayList<String>();
    try (var zip = new ZipFile(jar.toFile())) {
      for (Class<?> each : CLASSES) {
        byte[] bytes = zip.getInputStream(zip.getEntry(entry(each))).readAllBytes();
        for (var method : ClassFile.of().parse(bytes).methods()) {
          method
              .code()
              .ifPresent(code ->
                  code.forEach(element -> {
                    if (element instanceof InvokeDynamicInstruction call) {
                      String name = call.bootstrapMethod().methodName();
                      boolean text = call.name().equalsString("toString");
                      found.add(text ? name + " toString" : name);
                    }
                  }));
        }
      }
    }
    return found;
  }
}
