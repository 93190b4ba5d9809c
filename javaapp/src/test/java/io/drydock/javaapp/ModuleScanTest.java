package io.drydock.javaapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Which modules class files, descriptors and service files tell of. */
class ModuleScanTest {
  private static final Map<String, String> PACKAGES =
      Map.of("java/lang", "java.base", "java/sql", "java.sql", "java/util/logging", "java.logging");

  private final ModuleScan scan = new ModuleScan(PACKAGES);

  private static ApplicationFile file(String path, byte[] content) {
    return new ApplicationFile(path, content.length, () -> new ByteArrayInputStream(content));
  }

  private static ApplicationFile text(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A class whose only mention of a type is a field's descriptor. */
  private static byte[] classWithField(String type) {
    return ClassFile.of()
        .build(
            ClassDesc.of("example.Holder"),
            builder -> builder.withField("field", ClassDesc.ofDescriptor(type), 0));
  }

  @Test
  void aTypeInADescriptorIsEnough() throws IOException {
    scan.scan(file("example/Holder.class", classWithField("[[Ljava/sql/Connection;")));
    assertThat(scan.modules()).contains("java.sql").doesNotContain("java.logging");
  }

  @Test
  void allTypesOfAMethodCount() throws IOException {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("example.Holder"),
                builder ->
                    builder.withMethod(
                        "method",
                        MethodTypeDesc.ofDescriptor("(ILjava/sql/Date;)Ljava/util/logging/Logger;"),
                        ClassFile.ACC_ABSTRACT,
                        _ -> {}));
    scan.scan(file("example/Holder.class", bytes));
    assertThat(scan.modules()).contains("java.sql", "java.logging");
  }

  @Test
  void aServiceFileNeedsTheServicesModuleAndThatOfAProviderInTheJdk() throws IOException {
    scan.scan(
        text("META-INF/services/java.sql.Driver", "# drivers\njava.util.logging.X # of the JDK\n"));
    assertThat(scan.modules()).containsExactly("java.logging", "java.sql");
  }

  @Test
  void jarsAreLookedIntoWithoutTheClassesOfNewerReleases() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("example/Holder.class"));
      jar.write(classWithField("Ljava/sql/Connection;"));
      jar.putNextEntry(new ZipEntry("META-INF/versions/99/example/Holder.class"));
      jar.write(classWithField("Ljava/util/logging/Logger;"));
    }
    scan.scan(file("lib.jar", bytes.toByteArray()));
    assertThat(scan.modules()).contains("java.sql").doesNotContain("java.logging");
  }

  @Test
  void aBrokenClassIsNamed() {
    assertThatThrownBy(() -> scan.scan(text("example/Broken.class", "no class")))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("example/Broken.class is no class file");
  }
}
