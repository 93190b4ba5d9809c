package io.drydock.base.testing;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A package that a test makes up. */
public final class TestPackage {
  private static final Instant BUILT = Instant.parse("2025-01-02T03:04:05Z");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> control = new LinkedHashMap<>();
  private final List<TarArchiveEntry> entries = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();
  private String compression = ".xz";

  private TestPackage(String name, String version) {
    fields.put("Package", name);
    fields.put("Version", version);
    fields.put("Architecture", "amd64");
    fields.put("Maintainer", "Test <test@test.example>");
    fields.put("Description", "a package of a test");
  }

  public static TestPackage of(String name, String version) {
    return new TestPackage(name, version);
  }

  public TestPackage field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  public TestPackage depends(String value) {
    return field("Depends", value);
  }

  /** Adds a further file to the control archive: a script, a list. */
  public TestPackage control(String member, String text) {
    control.put(member, text);
    return this;
  }

  /** How data.tar is compressed: the suffix of its name. */
  public TestPackage compression(String suffix) {
    compression = suffix;
    return this;
  }

  public TestPackage directory(String path) {
    return add(new TarArchiveEntry("." + path + "/"), 0755, new byte[0]);
  }

  public TestPackage file(String path, String text) {
    return file(path, 0644, text);
  }

  public TestPackage file(String path, int mode, String text) {
    return add(new TarArchiveEntry("." + path), mode, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestPackage symlink(String path, String target) {
    var entry = new TarArchiveEntry("." + path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return add(entry, 0777, new byte[0]);
  }

  public TestPackage hardLink(String path, String existing) {
    var entry = new TarArchiveEntry("." + path, TarConstants.LF_LINK);
    entry.setLinkName("." + existing);
    return add(entry, 0644, new byte[0]);
  }

  private TestPackage add(TarArchiveEntry entry, int mode, byte[] content) {
    entry.setMode(mode);
    entry.setSize(content.length);
    entry.setModTime(java.nio.file.attribute.FileTime.from(BUILT));
    entry.setIds(0, 0);
    entries.add(entry);
    contents.add(content);
    return this;
  }

  String name() {
    return fields.getOrDefault("Package", "");
  }

  String fileName() {
    String version = fields.getOrDefault("Version", "").replaceFirst("^\\d+:", "");
    return "pool/" + name() + "_" + version + "_" + fields.get("Architecture") + ".deb";
  }

  /** The paragraph of the control file. */
  String paragraph() {
    var text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /** The package file. */
  public byte[] toDeb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var ar = new ArArchiveOutputStream(bytes)) {
      member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.UTF_8));
      member(ar, "control.tar.gz", compress(".gz", controlTar()));
      member(ar, "data.tar" + compression, compress(compression, dataTar()));
    }
    return bytes.toByteArray();
  }

  private static void member(ArArchiveOutputStream ar, String name, byte[] content)
      throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, content.length, 0, 0, 0100644, 0));
    ar.write(content);
    ar.closeArchiveEntry();
  }

  private byte[] controlTar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      controlMember(tar, "control", paragraph());
      for (var each : control.entrySet()) {
        controlMember(tar, each.getKey(), each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void controlMember(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry("./" + name);
    entry.setSize(content.length);
    entry.setModTime(java.nio.file.attribute.FileTime.from(BUILT));
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private byte[] dataTar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (int i = 0; i < entries.size(); i++) {
        tar.putArchiveEntry(entries.get(i));
        tar.write(contents.get(i));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] compress(String suffix, byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (suffix) {
          case ".gz" -> new GZIPOutputStream(bytes);
          case ".xz" -> new XZOutputStream(bytes, new LZMA2Options(0));
          case ".zst" -> new ZstdOutputStream(bytes);
          default -> bytes;
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
