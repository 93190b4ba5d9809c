package io.drydock.distribution.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in docker's file, in all forms that docker and its tools leave there. */
class CredentialStoreTest {
  @TempDir Path directory;

  private CredentialStore store(String json) throws IOException {
    Files.writeString(directory.resolve("config.json"), json);
    return CredentialStore.in(directory, Map.of("PATH", directory.toString()));
  }

  @Test
  void readsUserAndPasswordOfARegistry() throws IOException {
    CredentialStore store =
        store("{\"auths\":{\"reg.example:5000\":{\"auth\":\"YWxpY2U6czplOmNyZXQ=\"}}}");
    assertThat(store.find("reg.example:5000"))
        .contains(new Credentials.Password("alice", "s:e:cret"));
    assertThat(store.find("reg.example")).isEmpty();
  }

  @Test
  void findsAKeyThatIsAUrl() throws IOException {
    CredentialStore store = store("{\"auths\":{\"https://reg.example/v1/\":{\"auth\":\"YTpi\"}}}");
    assertThat(store.find("reg.example")).contains(new Credentials.Password("a", "b"));
  }

  @Test
  void knowsDockerHubByItsOldName() throws IOException {
    CredentialStore store =
        store("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"YTpi\"}}}");
    assertThat(store.find("docker.io")).contains(new Credentials.Password("a", "b"));
    store.put("docker.io", new Credentials.Password("c", "d"));
    assertThat(Files.readString(store.file())).contains("\"https://index.docker.io/v1/\"");
    assertThat(store.remove("docker.io")).isTrue();
    assertThat(store.find("docker.io")).isEmpty();
  }

  @Test
  void keepsAnIdentityToken() {
    CredentialStore store =
        CredentialStore.in(directory.resolve("new"), Map.of("PATH", directory.toString()));
    var token = new Credentials.IdentityToken("alice", "tok");
    store.put("reg.example", token);
    assertThat(store.find("reg.example")).contains(token);
  }

  @Test
  void leavesOtherMembersAloneAndTheFilePrivate() throws IOException {
    CredentialStore store = store("{\"psFormat\":\"x\",\"auths\":{\"other\":{\"auth\":\"YTpi\"}}}");
    store.put("reg.example", new Credentials.Password("c", "d"));
    assertThat(Files.readString(store.file())).contains("\"psFormat\": \"x\"", "\"other\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.file())))
        .isEqualTo("rw-------");
    assertThat(store.remove("nobody.example")).isFalse();
  }

  @Test
  void writesThroughASymbolicLink() throws IOException {
    Path real = Files.writeString(directory.resolve("real.json"), "{}");
    Files.createSymbolicLink(directory.resolve("config.json"), real);
    CredentialStore.in(directory, Map.of("PATH", directory.toString()))
        .put("reg.example", new Credentials.Password("c", "d"));
    assertThat(directory.resolve("config.json")).isSymbolicLink();
    assertThat(Files.readString(real)).contains("reg.example");
  }

  @Test
  void doesNotShowASecretInAnError() throws IOException {
    CredentialStore store = store("{\"auths\":{\"reg.example\":{\"auth\":\"s3cr3t%%\"}}}");
    assertThatThrownBy(() -> store.find("reg.example"))
        .hasMessage("invalid auth configuration of reg.example in config.json")
        .hasMessageNotContaining("s3cr3t");
    assertThat(new Credentials.Password("a", "s3cr3t").toString()).doesNotContain("s3cr3t");
  }

  /** A helper that keeps secrets in files named by registry, and speaks as docker's helpers do. */
  private void helper(String name) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("docker-credential-" + name),
            """
            #!/bin/sh
            cd "$(dirname "$0")" || exit 2
            read -r input
            case "$1" in
            store)
              server=$(printf '%s' "$input" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/' | tr / _)
              printf '%s' "$input" >"secret-$server" ;;
            get)
              file="secret-$(printf '%s' "$input" | tr / _)"
              [ -f "$file" ] || { echo "credentials not found in native keychain"; exit 1; }
              cat "$file" ;;
            erase) rm -f "secret-$(printf '%s' "$input" | tr / _)" ;;
            esac
            """);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void keepsSecretsInTheHelperAndNotInTheFile() throws IOException {
    helper("test");
    CredentialStore store = store("{\"credsStore\":\"test\"}");
    var password = new Credentials.Password("alice", "s3cr3t");
    assertThat(store.keepsPlainText("reg.example")).isFalse();
    assertThat(store.find("reg.example")).isEmpty();

    store.put("reg.example", password);

    assertThat(store.find("reg.example")).contains(password);
    assertThat(Files.readString(store.file()))
        .contains("\"reg.example\": {}")
        .doesNotContain("alice");
    assertThat(store.remove("reg.example")).isTrue();
    assertThat(store.find("reg.example")).isEmpty();
  }

  @Test
  void asksTheHelperOfTheRegistryOnly() throws IOException {
    helper("one");
    CredentialStore store =
        store(
            "{\"auths\":{\"two.example\":{\"auth\":\"YTpi\"}},"
                + "\"credHelpers\":{\"one.example\":\"one\"}}");
    var token = new Credentials.IdentityToken("", "tok");
    store.put("one.example", token);
    assertThat(store.find("one.example")).contains(token);
    assertThat(store.find("two.example")).contains(new Credentials.Password("a", "b"));
    assertThat(store.keepsPlainText("two.example")).isTrue();
  }

  @Test
  void saysWhichHelperIsMissing() throws IOException {
    CredentialStore store = store("{\"credsStore\":\"drydock-none\"}");
    assertThatThrownBy(() -> store.find("reg.example"))
        .hasMessageContaining("cannot run docker-credential-drydock-none");
  }
}
