package io.drydock.base.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.testing.SigningKey;
import io.drydock.base.testing.TestArchive;
import io.drydock.base.testing.TestPackage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final TestPackage HELLO =
      TestPackage.of("hello", "2.10-3").file("/usr/bin/hello", "hello");

  @TempDir private Path temporary;
  private TestArchive archive;

  @BeforeEach
  void publish() throws IOException {
    archive = new TestArchive(temporary.resolve("mirror")).publish("stable", HELLO);
  }

  @Test
  @DisplayName("A release signed by a key of the keyring is taken, with its packages")
  void takesGoodSignature() {
    PackageIndex index = open(archive.repository("stable")).indexes().getFirst();
    assertThat(index.names()).containsExactly("hello");
    assertThat(index.find("hello").getFirst().get("Version")).isEqualTo("2.10-3");
  }

  @Test
  @DisplayName("A key written out in the source is as good as a file")
  void takesInlineKey() throws IOException {
    var repository = withKeyring(new Keyring.Inline(archive.key().armored()));
    assertThat(open(repository).indexes()).hasSize(1);
  }

  @Test
  @DisplayName("A release signed by somebody else is refused, naming key and keyring")
  void refusesWrongKey() throws IOException {
    Path other = new SigningKey().writeKeyring(temporary.resolve("other.gpg"));
    refuses(
        () -> open(withKeyring(new Keyring.KeyFiles(List.of(other)))), "no valid key", "other.gpg");
  }

  @Test
  @DisplayName("A release changed after it was signed is refused")
  void refusesTamperedRelease() throws IOException {
    Path file = archive.inRelease("stable");
    Files.writeString(file, Files.readString(file).replace("Origin: Test", "Origin: Evil"));
    refuses(() -> open(archive.repository("stable")), "does not match the signature");
  }

  @Test
  @DisplayName("A release without a signature is refused")
  void refusesUnsignedRelease() throws IOException {
    Files.writeString(archive.inRelease("stable"), archive.release("stable", Instant.now(), ""));
    refuses(() -> open(archive.repository("stable")), "it is not signed");
  }

  @Test
  @DisplayName("Text before the signed part is refused, not taken for signed")
  void refusesPrefix() throws IOException {
    Path file = archive.inRelease("stable");
    Files.writeString(file, "Origin: Evil\n" + Files.readString(file));
    refuses(() -> open(archive.repository("stable")), "it is not signed");
  }

  @Test
  @DisplayName("A release past its date is refused, unless the source says not to look")
  void refusesExpiredRelease() throws IOException {
    Instant lastWeek = Instant.now().minus(Duration.ofDays(7));
    String until = "Valid-Until: " + TestArchive.date(lastWeek.plus(Duration.ofDays(1))) + "\n";
    archive.sign("stable", archive.release("stable", lastWeek, until));
    Repository strict = archive.repository("stable");
    refuses(() -> open(strict), "it was valid until");
    var lenient =
        new Repository(strict.mirror(), "stable", strict.components(), strict.keyring(), false);
    assertThat(open(lenient).indexes()).hasSize(1);
  }

  @Test
  @DisplayName("A release of the future and one of another suite are refused")
  void refusesFutureAndForeignRelease() throws IOException {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    archive.sign("stable", archive.release("stable", tomorrow, ""));
    refuses(() -> open(archive.repository("stable")), "lies in the future");
    archive.publish("testing", HELLO);
    Files.copy(
        archive.inRelease("testing"),
        archive.inRelease("stable"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refuses(() -> open(archive.repository("stable")), "it is for testing");
  }

  @Test
  @DisplayName("An index that is not the signed one is refused")
  void refusesOtherIndex() throws IOException {
    damage(archive.index("stable"));
    refuses(() -> open(archive.repository("stable")), "Packages.xz", "expected", "sha256:");
  }

  @Test
  @DisplayName("A suite and a component that are not there are named")
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> open(archive.repository("nosuch")))
        .hasMessageContaining("has no suite nosuch");
    Repository main = archive.repository("stable");
    var contrib = new Repository(main.mirror(), "stable", List.of("contrib"), main.keyring(), true);
    assertThatThrownBy(() -> open(contrib)).hasMessageContaining("no component contrib");
  }

  @Test
  @DisplayName("A damaged package is refused with its name and both hashes, and leaves nothing")
  void refusesDamagedPackage() throws IOException {
    byte[] good = Files.readAllBytes(archive.packageFile(HELLO));
    damage(archive.packageFile(HELLO));
    String damaged = Digest.of(Files.readAllBytes(archive.packageFile(HELLO))).toString();
    refuses(
        () -> fetch(archive.repository("stable"), good),
        "package hello 2.10-3",
        Digest.of(good).toString(),
        damaged);
    try (Stream<Path> left = Files.walk(temporary.resolve("cache"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  @DisplayName("A package comes over HTTP once; damage in the cache is noticed and mended")
  void mendsCache() throws IOException {
    byte[] good = Files.readAllBytes(archive.packageFile(HELLO));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server =
        SimpleFileServer.createFileServer(
            address, archive.directory(), SimpleFileServer.OutputLevel.NONE);
    server.start();
    Path file;
    var repository = at(URI.create("http://localhost:" + server.getAddress().getPort() + "/"));
    try {
      file = fetch(repository, good);
      assertThat(file).hasBinaryContent(good);
      damage(file);
      assertThat(fetch(repository, good)).hasBinaryContent(good);
    } finally {
      server.stop(0);
    }
    assertThat(fetch(repository, good)).as("without a server").isEqualTo(file);
  }

  @Test
  @DisplayName("A mirror that cannot be reached is replaced by the release known last")
  void fallsBackToLastRelease() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server =
        SimpleFileServer.createFileServer(
            address, archive.directory(), SimpleFileServer.OutputLevel.NONE);
    server.start();
    var repository = at(URI.create("http://localhost:" + server.getAddress().getPort() + "/"));
    open(repository);
    server.stop(0);
    assertThat(open(repository).indexes().getFirst().names()).containsExactly("hello");
  }

  private Repository at(URI mirror) {
    Repository same = archive.repository("stable");
    return new Repository(mirror, same.suite(), same.components(), same.keyring(), true);
  }

  private Repository withKeyring(Keyring keyring) {
    Repository same = archive.repository("stable");
    return new Repository(same.mirror(), same.suite(), same.components(), keyring, true);
  }

  private Archive.Snapshot open(Repository repository) {
    try (var opened = new Archive(temporary.resolve("cache"), BaseProgress.SILENT)) {
      return opened.open(repository, "amd64");
    }
  }

  private Path fetch(Repository repository, byte[] expected) {
    try (var opened = new Archive(temporary.resolve("cache"), BaseProgress.SILENT)) {
      return opened
          .packages(
              List.of(
                  new Archive.Wanted(
                      "hello 2.10-3",
                      repository,
                      "pool/hello_2.10-3_amd64.deb",
                      Digest.of(expected),
                      expected.length)))
          .getFirst();
    }
  }

  private static void refuses(ThrowingCallable action, String... said) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
              assertThat(e.getMessage()).contains("refused").contains(said);
            });
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
