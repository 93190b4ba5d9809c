package io.drydock.build.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.MemoryTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final MemoryTree tree = new MemoryTree();

  private void file(String path, byte[] content, int mode) {
    String directory = "";
    for (String each : path.split("/")) {
      directory = directory.isEmpty() ? each : directory + "/" + each;
      if (!directory.equals(path) && tree.find(directory).isEmpty()) {
        tree.add(Entry.directory(directory, 0755, Instant.EPOCH));
      }
    }
    tree.add(Entry.file(path, mode, content.length, Instant.EPOCH), content);
  }

  private void file(String path, String content) {
    file(path, content.getBytes(StandardCharsets.UTF_8), 0644);
  }

  private List<String> urls() throws IOException {
    return Catalogue.of(tree).stream().map(SoftwarePackage::url).toList();
  }

  @Test
  void readsDpkgsDatabase() throws IOException {
    file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    file(
        "var/lib/dpkg/status",
        """
        Package: libc6
        Status: install ok installed
        Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
        Architecture: amd64
        Source: glibc (2.36-9)
        Version: 2.36-9+deb12u10
        Description: GNU C Library
         over several: lines

        Package: gone
        Status: deinstall ok config-files
        Version: 1
        """);
    file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\nArchitecture: all\n");
    assertThat(urls())
        .containsExactly(
            "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64&distro=debian-12&upstream=glibc%402.36-9",
            "pkg:deb/debian/tzdata@2024a?arch=all&distro=debian-12");
    assertThat(Catalogue.of(tree).getFirst().supplier()).startsWith("GNU Libc Maintainers <");
  }

  @Test
  void readsApksDatabase() throws IOException {
    file("etc/os-release", "ID=alpine\nVERSION_ID=3.19.1\n");
    file("lib/apk/db/installed", "C:Q1\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\no:musl\n\nP:none\n");
    assertThat(urls())
        .containsExactly("pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.19.1");
    assertThat(Catalogue.of(tree).getFirst().license()).isEqualTo("MIT");
  }

  @Test
  void readsWhatLanguagesInstall() throws IOException {
    file("app/node_modules/@scope/a/package.json", "{\"name\":\"@scope/a\",\"version\":\"1.0.0\"}");
    file("app/node_modules/@scope/a/test/package.json", "{\"name\":\"inner\",\"version\":\"9\"}");
    file(
        "app/package-lock.json", "{\"packages\":{\"\":{},\"node_modules/b\":{\"version\":\"2\"}}}");
    file("lib/X_y.dist-info/METADATA", "Name: X_y\nVersion: 3\n\nVersion: no\n");
    file("broken/package-lock.json", "{");
    assertThat(urls()).containsExactly("pkg:npm/%40scope/a@1.0.0", "pkg:npm/b@2", "pkg:pypi/x-y@3");
  }

  @Test
  void readsJavaArchivesInEachOther() throws IOException {
    byte[] inner =
        zip(
            "META-INF/maven/com.acme/lib/pom.properties",
            "groupId=com.acme\nartifactId=lib\nversion=1.5\n".getBytes(StandardCharsets.UTF_8));
    file("app/shop-2.1.jar", zip("BOOT-INF/lib/lib.jar", inner), 0644);
    file("app/bad.jar", "no archive");
    assertThat(urls()).containsExactly("pkg:maven/com.acme/lib@1.5", "pkg:maven/shop@2.1");
    assertThat(Catalogue.of(tree).getFirst().foundIn())
        .isEqualTo("app/shop-2.1.jar!/BOOT-INF/lib/lib.jar");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void readsTheModulesOfGoPrograms() throws IOException {
    var program = new ByteArrayOutputStream();
    program.write(new byte[] {0x7f, 'E', 'L', 'F'});
    program.write(new byte[300_000]);
    program.write("\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
    program.write(new byte[] {8, 2});
    program.write(new byte[16]);
    text(program, "go1.22.1");
    String modules =
        "path\tacme/cmd\nmod\tacme\t(devel)\t\ndep\tgolang.org/x/net\tv0.1.0\th1:x\n"
            + "dep\told\tv1.0.0\n=>\tnew\tv1.1.0\th1:y\n";
    text(program, "0123456789abcdef" + modules + "0123456789abcdef");
    file("bin/app", program.toByteArray(), 0755);
    assertThat(urls())
        .containsExactly(
            "pkg:golang/acme@%28devel%29",
            "pkg:golang/golang.org/x/net@v0.1.0",
            "pkg:golang/new@v1.1.0",
            "pkg:golang/stdlib@1.22.1");
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    int length = text.length();
    for (; length >= 0x80; length >>= 7) {
      out.write((length & 0x7f) | 0x80);
    }
    out.write(length);
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
