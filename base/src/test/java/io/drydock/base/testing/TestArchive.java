package io.drydock.base.testing;

import io.drydock.base.archive.Keyring;
import io.drydock.base.archive.Repository;
import io.drydock.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A Debian archive of one component in a directory. */
public final class TestArchive {
  private final Path directory;
  private final SigningKey key = new SigningKey();

  public TestArchive(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    key.writeKeyring(keyring());
  }

  public Path directory() {
    return directory;
  }

  public SigningKey key() {
    return key;
  }

  /** The file with the public key. */
  public Path keyring() {
    return directory.resolve("archive-keyring.gpg");
  }

  public URI uri() {
    return directory.toUri();
  }

  /** A suite of this archive, as an apt source names it. */
  public Repository repository(String suite) {
    return new Repository(
        uri(), suite, List.of("main"), new Keyring.KeyFiles(List.of(keyring())), true);
  }

  public Path inRelease(String suite) {
    return directory.resolve("dists").resolve(suite).resolve("InRelease");
  }

  public Path packageFile(TestPackage each) {
    return directory.resolve(each.fileName());
  }

  public Path index(String suite) {
    return directory.resolve("dists/" + suite + "/main/binary-amd64/Packages.xz");
  }

  /** Makes the suite hold the packages, and signs it. */
  public TestArchive publish(String suite, TestPackage... packages) throws IOException {
    var index = new StringBuilder();
    for (TestPackage each : packages) {
      byte[] deb = each.toDeb();
      Path file = packageFile(each);
      Files.createDirectories(file.getParent());
      Files.write(file, deb);
      index
          .append(each.paragraph())
          .append("Filename: " + each.fileName() + "\n")
          .append("Size: " + deb.length + "\n")
          .append("SHA256: " + Digest.of(deb).encoded() + "\n\n");
    }
    Path packagesFile = index(suite);
    Files.createDirectories(packagesFile.getParent());
    Files.write(packagesFile, xz(index.toString()));
    sign(suite, release(suite, Instant.now(), ""));
    return this;
  }

  /**
   * The text of the suite's release.
   *
   * @param further lines, such as Valid-Until
   */
  public String release(String suite, Instant date, String further) throws IOException {
    byte[] index = Files.readAllBytes(index(suite));
    return "Origin: Test\nSuite: "
        + suite
        + "\nCodename: "
        + suite
        + "\nDate: "
        + date(date)
        + "\nArchitectures: amd64\nComponents: main\n"
        + further
        + "SHA256:\n "
        + Digest.of(index).encoded()
        + " "
        + index.length
        + " main/binary-amd64/Packages.xz\n";
  }

  public void sign(String suite, String release) throws IOException {
    Files.write(inRelease(suite), key.clearSign(release));
  }

  /** A time as release files write it. */
  public static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(time.minus(Duration.ofSeconds(1)).atOffset(ZoneOffset.UTC))
        .replace("GMT", "UTC");
  }

  private static byte[] xz(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
