package io.drydock.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed comes back, is recognised by its first bytes, and damage does not pass. */
class CompressionTest {
  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP", "ZSTD"})
  void comesBack(Compression compression) throws IOException {
    for (int size : new int[] {0, 1, 511, 1 << 20, 2_500_000}) {
      byte[] content = content(size);
      byte[] compressed = compress(compression, content, Compression.DEFAULT_LEVEL);
      assertThat(read(compressed)).isEqualTo(content);
      assertThat(compress(compression, content, Compression.DEFAULT_LEVEL)).isEqualTo(compressed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void takesAllLevelsOfGzip(int level) throws IOException {
    byte[] compressed = compress(Compression.GZIP, content(2_000_000), level);
    assertThat(read(compressed)).isEqualTo(content(2_000_000));
  }

  @Test
  void readsMembersFromASourceThatGivesLittleAtATime() throws IOException {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      try (var member = new GZIPOutputStream(out)) {
        member.write(content(1000));
      }
    }
    out.writeBytes(new byte[100]);
    try (InputStream in = Compression.GZIP.decompress(new Trickle(out.toByteArray()))) {
      assertThat(in.readAllBytes()).hasSize(3000);
    }
  }

  @Test
  void noticesDamage() throws IOException {
    byte[] gzip = compress(Compression.GZIP, content(100_000), 6);
    assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length - 1)))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length / 2)))
        .isInstanceOf(EOFException.class);
    byte[] wrongSum = gzip.clone();
    wrongSum[gzip.length - 6]++;
    assertThatThrownBy(() -> read(wrongSum)).isInstanceOf(ZipException.class);
    byte[] garbage = Arrays.copyOf(gzip, gzip.length + 3);
    garbage[gzip.length] = 'x';
    assertThatThrownBy(() -> read(garbage)).isInstanceOf(ZipException.class);
    byte[] zstd = compress(Compression.ZSTD, content(100_000), 3);
    assertThatThrownBy(() -> read(Arrays.copyOf(zstd, zstd.length - 1)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"gzip, GZIP", "bzip2, BZIP2", "xz, XZ", "zstd, ZSTD"})
  void readsWhatTheToolsCompress(String command, Compression expected) throws Exception {
    Path tool = Path.of("/usr/bin", command);
    assumeTrue(
        Files.isExecutable(tool) || Files.isExecutable(Path.of("/bin", command)),
        command + " is not installed");
    byte[] content = content(300_000);
    Process process = new ProcessBuilder(command, "-c").start();
    Thread.ofVirtual()
        .start(() -> {
          try (var stdin = process.getOutputStream()) {
            stdin.write(content);
          } catch (IOException e) {
            process.destroy();
          }
        });
    byte[] compressed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(Compression.detect(compressed, compressed.length)).isEqualTo(expected);
    assertThat(read(compressed)).isEqualTo(content);
  }

  @Test
  void hashesOnTheWay() throws IOException {
    for (int size : new int[] {0, 1, 16 * 1024, 16 * 1024 + 1, 3_000_000}) {
      byte[] content = content(size);
      var target = new ByteArrayOutputStream();
      try (var out = new HashingOutput(target);
          var in = new HashingInput(new ByteArrayInputStream(content))) {
        in.transferTo(out);
        assertThat(out.digest()).isEqualTo(Digest.of(content));
        assertThat(in.digest()).isEqualTo(Digest.of(content));
        assertThat(in.count()).isEqualTo(size);
      }
      assertThat(target.toByteArray()).isEqualTo(content);
    }
  }

  private static byte[] read(byte[] compressed) throws IOException {
    try (InputStream in = Compression.decompressAny(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] compress(Compression compression, byte[] content, int level)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var compressor = compression.compress(out, level)) {
      compressor.write(content);
    }
    return out.toByteArray();
  }

  /** Half random, half not. */
  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(7).nextBytes(content);
    Arrays.fill(content, 0, size / 2, (byte) 'a');
    return content;
  }

  /** Gives seven bytes at most, and says that it has none. */
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(7, length));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
