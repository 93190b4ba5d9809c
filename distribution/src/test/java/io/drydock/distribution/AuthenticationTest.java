package io.drydock.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.distribution.transport.WaitListener;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may what: against a registry with passwords, and one with a token server. */
class AuthenticationTest {
  private static final Credentials ALICE = new Credentials.Password("alice", "secret");
  private static final Credentials MALLORY = new Credentials.Password("alice", "guessed");

  @TempDir static Path directory;
  private static RegistryServer basic;
  private static RegistryServer bearer;
  private static TokenServer tokens;

  @TempDir Path config;

  @BeforeAll
  static void start() throws Exception {
    Path users = directory.resolve("htpasswd");
    Files.writeString(
        users, "alice:$2y$05$V3JLSP6VajMIJcrJQk20fOclI2ODD1HPB0xOGZXW0F6wpnX/kWmQ6\n");
    basic =
        RegistryServer.start(
            directory.resolve("basic"), "auth: {htpasswd: {realm: test, path: " + users + "}}");
    tokens = TokenServer.start(directory);
    bearer = RegistryServer.start(directory.resolve("bearer"), tokens.registrySection());
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : new AutoCloseable[] {basic, bearer, tokens}) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Registries open() {
    return Registries.open(
        RegistrySettings.plain(Map.of("DOCKER_CONFIG", config.toString())), WaitListener.NONE);
  }

  private void logIn(RegistryServer server, Credentials credentials) {
    CredentialStore.in(config, Map.of()).put(server.domain(), credentials);
  }

  private static Digest push(Registries registries, Repository repository, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var blob = new Descriptor("text/plain", Digest.of(bytes), bytes.length);
    new BlobUpload(registries.network(), repository)
        .send(blob, new UploadBody(() -> new ByteArrayInputStream(bytes), _ -> {}));
    return blob.digest();
  }

  @Test
  void showsThePasswordOfTheConfigFile() {
    logIn(basic, ALICE);
    try (Registries registries = open()) {
      registries.at(basic.domain()).ping();
      Repository repository = registries.at(basic.domain()).repository("a/b");
      assertThat(repository.blobSize(push(registries, repository, "hello"))).hasValue(5);
    }
  }

  @Test
  void saysThatThereIsNoPassword() {
    try (Registries registries = open()) {
      assertThatThrownBy(() -> registries.at(basic.domain()).ping())
          .hasMessage("GET \"http://" + basic.domain() + "/v2/\": no basic auth credentials")
          .extracting(e -> ((DrydockException) e).hint().orElse(""))
          .asString()
          .contains("drydock login " + basic.domain());
    }
  }

  @Test
  void saysThatThePasswordIsWrong() {
    logIn(basic, MALLORY);
    try (Registries registries = open()) {
      assertThatThrownBy(() -> registries.at(basic.domain()).ping())
          .hasMessage("unauthorized: authentication required")
          .extracting(e -> ((DrydockException) e).kind())
          .isEqualTo(ErrorKind.UNAUTHORIZED);
    }
  }

  @Test
  void getsATokenForWhatItDoesAndKeepsIt() {
    logIn(bearer, ALICE);
    try (Registries registries = open()) {
      int before = tokens.requests().size();
      Repository repository = registries.at(bearer.domain()).repository("team/app");
      push(registries, repository, "one");
      push(registries, repository, "two");
      assertThat(repository.find("none")).isEmpty();
      assertThat(tokens.requests().subList(before, tokens.requests().size()))
          .containsExactly("GET alice [repository:team/app:pull,push]");
    }
  }

  @Test
  void takesAnIdentityTokenToTheTokenServerByPost() {
    logIn(bearer, new Credentials.IdentityToken("alice", TokenServer.REFRESH_TOKEN));
    try (Registries registries = open()) {
      int before = tokens.requests().size();
      Repository repository = registries.at(bearer.domain()).repository("team/oauth");
      push(registries, repository, "one");
      assertThat(tokens.requests().subList(before, tokens.requests().size()))
          .containsExactly("POST alice [repository:team/oauth:pull,push]");
    }
  }

  @Test
  void mountsWithATokenForBothRepositories() {
    logIn(bearer, ALICE);
    try (Registries registries = open()) {
      RegistryClient registry = registries.at(bearer.domain());
      Digest blob = push(registries, registry.repository("team/from"), "shared");
      Repository target = registry.repository("team/to");
      assertThat(new BlobUpload(registries.network(), target).mount(blob, "team/from")).isTrue();
      assertThat(tokens.requests().getLast())
          .contains("repository:team/from:pull", "repository:team/to:pull,push");
    }
  }

  @Test
  void anonymousPullsWhatIsPublicAndNothingElse() {
    logIn(bearer, ALICE);
    Digest blob;
    try (Registries registries = open()) {
      Repository open = registries.at(bearer.domain()).repository("public/app");
      blob = push(registries, open, "for all");
    }
    CredentialStore.in(config, Map.of()).remove(bearer.domain());
    try (Registries registries = open()) {
      RegistryClient registry = registries.at(bearer.domain());
      assertThat(registry.repository("public/app").blobSize(blob)).hasValue(7);
      Repository closed = registry.repository("team/app");
      assertThatThrownBy(() -> closed.manifest("latest"))
          .hasMessage("denied: requested access to the resource is denied");
      assertThatThrownBy(() -> push(registries, closed, "mine"))
          .hasMessage("denied: requested access to the resource is denied")
          .extracting(e -> ((DrydockException) e).kind())
          .isEqualTo(ErrorKind.FORBIDDEN);
    }
  }

  @Test
  void saysWhatTheTokenServerSays() {
    logIn(bearer, MALLORY);
    try (Registries registries = open()) {
      assertThatThrownBy(() -> registries.at(bearer.domain()).ping())
          .hasMessage("unauthorized: incorrect username or password");
    }
  }

  @Test
  void refusesToTellATokenServerWithoutEncryptionElsewhere() throws Exception {
    try (var proxy = new FlakyProxy(bearer.port());
        Registries registries = open()) {
      CredentialStore.in(config, Map.of()).put(proxy.domain(), ALICE);
      var network = registries.network();
      var verified =
          network.connect(
              URI.create("http://" + proxy.domain() + "/"),
              true,
              () -> CredentialStore.in(config, Map.of()).find(proxy.domain()));
      proxy.answer(
          line -> true,
          "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
              + "WWW-Authenticate: Bearer realm=\"http://tokens.example/token\",service=\"x\"");
      var client =
          new RegistryClient(
              proxy.domain(), URI.create("http://" + proxy.domain() + "/"), verified);
      assertThatThrownBy(client::ping)
          .hasMessage("refused to send credentials over plain HTTP to tokens.example");
    }
  }
}
