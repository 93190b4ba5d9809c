package io.drydock.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes tars by another implementation than ours, also such as ours would refuse to write. */
final class TestTar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  TestTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  TestTar file(String name, String content) throws IOException {
    return file(name, content, Map.of());
  }

  TestTar file(String name, String content, Map<String, String> pax) throws IOException {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(data.length);
    entry.setMode(0640);
    entry.setIds(12, 34);
    pax.forEach(entry::addPaxHeader);
    tar.putArchiveEntry(entry);
    tar.write(data);
    tar.closeArchiveEntry();
    return this;
  }

  TestTar directory(String name) throws IOException {
    var entry = new TarArchiveEntry(name + "/", true);
    entry.setMode(0750);
    return add(entry);
  }

  TestTar symlink(String name, String target) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
    entry.setLinkName(target);
    return add(entry);
  }

  TestTar link(String name, String target) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_LINK, true);
    entry.setLinkName(target);
    return add(entry);
  }

  TestTar device(String name, int major, int minor) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_CHR, true);
    entry.setDevMajor(major);
    entry.setDevMinor(minor);
    entry.setMode(0600);
    return add(entry);
  }

  byte[] toBytes() throws IOException {
    tar.finish();
    return bytes.toByteArray();
  }

  private TestTar add(TarArchiveEntry entry) throws IOException {
    entry.setSize(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }
}
