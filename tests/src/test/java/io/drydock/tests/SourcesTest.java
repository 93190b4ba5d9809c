package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where builds take files from: git repositories over their protocols, HTTP servers, archives, OCI
 * layouts; all of them real and on this machine.
 */
class SourcesTest {
  private static final String SHOW = "FROM busybox\nCOPY . /src\nRUN cat /src/text\n";

  @TempDir static Path folder;
  private static Drydock drydock = new Drydock(Path.of("/nonexistent"));
  private static HttpServer server;
  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static final List<Process> STARTED = new ArrayList<>();
  private static Path repository = Path.of("/nonexistent");

  @TempDir Path context;

  @BeforeAll
  static void prepare() throws Exception {
    drydock = Busybox.store(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", SourcesTest::answer);
    server.start();
    repository = makeRepository();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
    STARTED.forEach(Process::destroy);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String etag = "\"" + path.hashCode() + "\"";
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    byte[] body = FILES.getOrDefault(path, new byte[0]);
    boolean closed = path.startsWith("/closed/");
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    int status =
        closed && !"Bearer letmein".equals(key)
            ? 401
            : !FILES.containsKey(path) ? 404 : etag.equals(known) ? 304 : 200;
    REQUESTS.add(status + " " + path);
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.getResponseHeaders().set("Last-Modified", "Tue, 01 Feb 2022 03:04:05 GMT");
    exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
    if (status == 200) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static Path makeRepository() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    git(work, "init", "-q", "-b", "main", ".");
    Files.writeString(work.resolve("Dockerfile"), SHOW);
    Files.writeString(work.resolve("text"), "first words\n");
    Files.createDirectory(work.resolve("sub"));
    Files.writeString(work.resolve("sub/Dockerfile"), SHOW);
    Files.writeString(work.resolve("sub/text"), "words below\n");
    Files.createSymbolicLink(work.resolve("out"), Path.of("/etc"));
    commit(work, "one");
    git(work, "tag", "-a", "-m", "v", "v1");
    Files.writeString(work.resolve("text"), "second words\n");
    commit(work, "two");
    Path bare = folder.resolve("served/project.git");
    Files.createDirectories(bare.getParent());
    git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
    git(bare, "update-server-info");
    return bare;
  }

  private static void commit(Path work, String message) throws Exception {
    git(work, "add", "-A");
    git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", message);
  }

  private static String git(Path directory, String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("GIT_COMMITTER_NAME", "a");
    builder.environment().put("GIT_COMMITTER_EMAIL", "a@b");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, "git does not work here: " + output);
    return output.strip();
  }

  private Drydock.Outcome build(String input, Map<String, String> variables, String... words) {
    var all = new ArrayList<>(List.of("build", "--progress=plain"));
    all.addAll(List.of(words));
    return drydock.run(context, input, variables, all.toArray(String[]::new));
  }

  private Drydock.Outcome buildHere(String dockerfile, String... words) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    var all = new ArrayList<>(List.of(words));
    all.add(".");
    return build("", Map.of(), all.toArray(String[]::new));
  }

  private static void assertShows(Drydock.Outcome outcome, String... words) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.err()).contains(words);
  }

  @Test
  void aRepositoryIsAContextByBranchTagCommitAndDirectory() throws Exception {
    String remote = "file://" + repository;
    assertShows(build("", Map.of(), "--no-cache", remote), " second words");
    assertShows(build("", Map.of(), "--no-cache", remote + "#v1"), " first words");
    assertShows(build("", Map.of(), "--no-cache", remote + "#main:sub"), " words below");
    assertShows(build("", Map.of(), "--no-cache", remote + "?tag=v1&subdir=sub"), " words below");
    String commit = git(repository, "rev-parse", "v1^{commit}");
    assertShows(build("", Map.of(), "--no-cache", remote + "#" + commit), " first words");
    assertShows(
        build("", Map.of(), "--no-cache", remote + "#" + commit.substring(0, 10)), " first words");
    Drydock.Outcome other = build("FROM busybox\nRUN echo other\n", Map.of(), "-f", "-", remote);
    assertShows(other, " other");
  }

  @Test
  void aRepositoryCannotReachOutOfItself() {
    String remote = "file://" + repository;
    assertThat(build("", Map.of(), remote + "#main:out").err())
        .contains("has no directory \"out\"");
    assertThat(build("", Map.of(), remote + "#main:../../etc").err()).contains("has no directory");
    assertThat(build("", Map.of(), remote + "#--upload-pack=true").err())
        .contains("begins with a dash");
    assertThat(build("", Map.of(), remote + "#nowhere").err())
        .contains("does not contain ref \"nowhere\"");
  }

  @Test
  void gitServersOfAllKindsAreAsked() throws Exception {
    int port = freePort();
    var daemon =
        new ProcessBuilder(
            "git",
            "daemon",
            "--reuseaddr",
            "--export-all",
            "--listen=127.0.0.1",
            "--port=" + port,
            "--base-path=" + repository.getParent());
    STARTED.add(
        daemon
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("git.log").toFile())
            .start());
    awaitPort(port);
    assertShows(
        build("", Map.of(), "--no-cache", "git://127.0.0.1:" + port + "/project.git#v1"),
        " first words");
    try (var files = Files.walk(repository)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        FILES.put("/project.git/" + repository.relativize(each), Files.readAllBytes(each));
      }
    }
    assertShows(
        buildHere(
            "FROM busybox\nADD --keep-git-dir=true "
                + url("/project.git#v1")
                + " /got\n"
                + "RUN cat /got/text; ls -A /got; stat -c '%a %n' /got/text\n"),
        " first words",
        " .git",
        " 644 /got/text");
  }

  @Test
  void aCommitIsCheckedAgainstItsChecksum() throws Exception {
    FILES.clear();
    try (var files = Files.walk(repository)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        FILES.put("/checked.git/" + repository.relativize(each), Files.readAllBytes(each));
      }
    }
    String commit = git(repository, "rev-parse", "main");
    String add = "FROM busybox\nADD --checksum=%s " + url("/checked.git#main") + " /got\n";
    assertShows(buildHere(add.formatted(commit.substring(0, 12))), "[2/2] ADD --checksum");
    Drydock.Outcome wrong = buildHere(add.formatted("0123456789ab"));
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("expected checksum to match 0123456789ab", "Dockerfile:2");
  }

  /** The agent has the only key that the server takes; neither RUN nor ADD sees the key itself. */
  @Test
  void sshUsesTheAgentThatIsGiven() throws Exception {
    Path sshd = Path.of("/usr/sbin/sshd");
    assumeTrue(Files.isExecutable(sshd), "needs the package openssh-server");
    Path home = Files.createDirectory(folder.resolve("ssh"));
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("host").toString());
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("user").toString());
    int port = freePort();
    Files.writeString(
        home.resolve("config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host
        AuthorizedKeysFile %s/user.pub
        StrictModes no
        UsePAM no
        PidFile none
        """
            .formatted(port, home, home));
    Files.createDirectories(Path.of("/run/sshd"));
    STARTED.add(
        new ProcessBuilder(sshd.toString(), "-D", "-e", "-f", home.resolve("config").toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start());
    Path agent = home.resolve("agent");
    STARTED.add(new ProcessBuilder("ssh-agent", "-D", "-a", agent.toString()).start());
    awaitPort(port);
    awaitFile(agent);
    var add = new ProcessBuilder("ssh-add", "-q", home.resolve("user").toString());
    add.environment().put("SSH_AUTH_SOCK", agent.toString());
    assertThat(add.start().waitFor()).isZero();
    Files.delete(home.resolve("user"));

    String remote = "ssh://root@127.0.0.1:" + port + repository + "#v1";
    var variables = new HashMap<String, String>();
    variables.put(
        "GIT_SSH_COMMAND",
        "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=no -o"
            + " UserKnownHostsFile=/dev/null");
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM busybox\nADD "
            + remote
            + " /got\nRUN --mount=type=ssh test -S $SSH_AUTH_SOCK && cat /got/text\n");
    assertShows(build("", variables, "--ssh", "default=" + agent, "."), " first words");
    assertShows(build("", variables, "--ssh", "default=" + agent, remote), " first words");
    Drydock.Outcome refused = build("", variables, "--no-cache", remote.replace("#v1", "#main"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Permission denied", "--ssh default");
  }

  @Test
  void downloadsKeepNameTimeAndModeAndAreAskedForOnce() throws IOException {
    FILES.put("/files/tool.txt", "from afar\n".getBytes(StandardCharsets.UTF_8));
    String dockerfile =
        "FROM busybox\nADD "
            + url("/files/tool.txt?x=1")
            + " /got/\nRUN cat /got/tool.txt && "
            + "stat -c '%a %Y' /got/tool.txt\n";
    assertShows(buildHere(dockerfile), " from afar", " 600 1643684645");
    REQUESTS.clear();
    Drydock.Outcome again = buildHere(dockerfile);
    assertShows(again, "2 of 2 steps from the cache");
    assertThat(REQUESTS).containsExactly("304 /files/tool.txt");
  }

  @Test
  void downloadsArePinnedByChecksumAndOpenedBySecrets() throws Exception {
    FILES.put("/closed/tool", "behind a door\n".getBytes(StandardCharsets.UTF_8));
    String add = "FROM busybox\nADD %s " + url("/closed/tool") + " /tool\nRUN cat /tool\n";
    Drydock.Outcome shut = buildHere(add.formatted(""));
    assertThat(shut.code()).isEqualTo(1);
    assertThat(shut.err())
        .contains("invalid response status 401", "Dockerfile:2", "HTTP_AUTH_TOKEN_127.0.0.1");
    Files.writeString(context.resolve("token"), "letmein\n");
    String secret = "--secret=id=HTTP_AUTH_TOKEN_127.0.0.1,src=token";
    assertShows(buildHere(add.formatted(""), secret), " behind a door");
    Drydock.Outcome wrong = buildHere(add.formatted("--checksum=sha256:" + "0".repeat(64)), secret);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("Dockerfile:2").containsIgnoringCase("digest");
  }

  @Test
  void anArchiveOrADockerfileBehindAUrlIsAContext() throws Exception {
    Files.writeString(context.resolve("Dockerfile"), SHOW);
    Files.writeString(context.resolve("text"), "in a tar\n");
    Files.writeString(context.resolve(".dockerignore"), "Dockerfile\n");
    run("tar", "-C", context.toString(), "-czf", folder.resolve("c.tgz").toString(), ".");
    byte[] tar = Files.readAllBytes(folder.resolve("c.tgz"));
    FILES.put("/context", tar);
    assertShows(build("", Map.of(), url("/context")), " in a tar");
    FILES.put("/Dockerfile", "FROM busybox\nRUN echo alone\n".getBytes(StandardCharsets.UTF_8));
    assertShows(build("", Map.of(), url("/Dockerfile")), " alone");
    assertThat(build("", Map.of(), url("/missing")).err()).contains("404");
  }

  @Test
  void namedContextsComeFromEverywhere() throws Exception {
    Files.createDirectory(context.resolve("other"));
    Files.writeString(context.resolve("other/file"), "of a directory\n");
    Drydock.Outcome saved =
        drydock.run(
            context,
            "FROM busybox\nRUN echo laid out >/mark\n",
            Map.of(),
            "build",
            "-q",
            "-o",
            "type=oci,dest=layout.tar",
            "-");
    assertThat(saved.code()).as(saved.all()).isZero();
    Path layout = Files.createDirectory(context.resolve("layout"));
    run("tar", "-C", layout.toString(), "-xf", context.resolve("layout.tar").toString());
    Drydock.Outcome outcome =
        buildHere(
            """
            FROM mine
            COPY --from=directory file /a
            COPY --from=repository text /b
            COPY --from=image /bin/busybox /c
            RUN cat /mark /a /b && cmp /c /bin/busybox && echo all the same
            """,
            "--build-context",
            "mine=oci-layout://" + layout,
            "--build-context",
            "directory=other",
            "--build-context",
            "repository=file://" + repository + "#v1",
            "--build-context",
            "image=docker-image://busybox");
    assertShows(outcome, " laid out", " of a directory", " first words", " all the same");
    assertThat(
            buildHere("FROM mine\n", "--build-context", "mine=oci-layout://" + layout + ":no")
                .err())
        .contains("has no image no");
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws Exception {
    for (int i = 0; i < 200; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("nobody listens on port " + port);
  }

  private static void awaitFile(Path file) throws Exception {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
  }
}
