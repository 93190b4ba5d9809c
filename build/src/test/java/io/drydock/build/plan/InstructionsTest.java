package io.drydock.build.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.oci.ContainerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What single instructions become. */
class InstructionsTest {
  private final PlanFixture images = new PlanFixture();

  @Test
  void setsADefaultPathWhereTheBaseHasNone() {
    assertThat(images.config("FROM scratch").env())
        .containsExactly("PATH=" + ImageDraft.DEFAULT_PATH);
    images.with("base", PlanFixture.image(PlanFixture.AMD64, List.of("PATH=/own"), List.of()));
    assertThat(images.config("FROM base").env()).containsExactly("PATH=/own");
  }

  @Test
  void seesVariablesAsTheyWereBeforeTheInstruction() {
    var config = images.config("FROM scratch\nENV A=1\nENV A=2 B=$A C='$A' \"D\"=\"x $A\"");
    assertThat(config.env().subList(1, 5)).containsExactly("A=2", "B=1", "C=$A", "D=x 1");
  }

  @Test
  void givesArgumentsToRunButNotToTheImage() {
    var target =
        images.target(
            """
            ARG GLOBAL=g
            FROM alpine AS a
            ARG ONE=1 TWO
            ARG GLOBAL
            ARG GIVEN=default
            ARG DERIVED=$ONE-$GIVEN
            FROM a
            RUN true
            """,
            request -> request.buildArgs(Map.of("GIVEN", "user", "UNKNOWN", "x")));
    var run = (Operation.Run) target.root().operation();
    assertThat(run.env())
        .contains("ONE=1", "GLOBAL=g", "GIVEN=user", "DERIVED=1-user")
        .noneMatch(each -> each.startsWith("TWO") || each.startsWith("UNKNOWN"));
    assertThat(target.config().config().env()).hasSize(1);
    assertThat(PlanFixture.createdBy(target))
        .containsExactly(
            "base",
            "ARG ONE=1 TWO",
            "ARG GLOBAL=g",
            "ARG GIVEN=user",
            "ARG DERIVED=1-user",
            "RUN |5 ONE=1 TWO= GLOBAL=g GIVEN=user DERIVED=1-user /bin/sh -c true # buildkit");
  }

  @Test
  void givesProxiesToRunWithoutMakingThemPartOfTheStep() {
    var target =
        images.target(
            "FROM alpine\nRUN true",
            request -> request.buildArgs(Map.of("http_proxy", "http://p:1")));
    var run = (Operation.Run) target.root().operation();
    assertThat(run.env()).contains("http_proxy=http://p:1", "HTTP_PROXY=http://p:1");
    assertThat(run.cacheEnv()).noneMatch(each -> each.contains("proxy") || each.contains("PROXY"));
    assertThat(PlanFixture.createdBy(target)).last().asString().doesNotContain("proxy");
  }

  @Test
  void dropsAnInheritedCommandAtEntrypointButNotOneOfTheStage() {
    assertThat(images.config("FROM alpine\nENTRYPOINT [\"e\"]").cmd()).isEmpty();
    assertThat(images.config("FROM alpine\nCMD [\"c\"]\nENTRYPOINT [\"e\"]").cmd())
        .contains(List.of("c"));
    assertThat(images.config("FROM alpine AS a\nCMD [\"c\"]\nFROM a\nENTRYPOINT [\"e\"]").cmd())
        .isEmpty();
  }

  @Test
  void putsShellFormsBehindTheShell() {
    var config =
        images.config("FROM alpine\nSHELL [\"/bin/bash\", \"-c\"]\nCMD echo hi\nENTRYPOINT e");
    assertThat(config.cmd()).contains(List.of("/bin/bash", "-c", "echo hi"));
    assertThat(config.entrypoint()).contains(List.of("/bin/bash", "-c", "e"));
    assertThat(config.shell()).containsExactly("/bin/bash", "-c");
  }

  @Test
  void writesTheConfigOfEveryInstruction() {
    var target =
        images.target(
            """
            FROM scratch
            LABEL b=2 a="1 $PATH"
            EXPOSE 80 8000-8002/udp
            VOLUME /data ["/not", "json"
            STOPSIGNAL SIGINT
            USER app:staff
            HEALTHCHECK --interval=90s --retries=2 CMD ["probe", "it's"]
            MAINTAINER someone
            """,
            request -> request.labels(Map.of("a", "mine")));
    ContainerConfig config = target.config().config();
    assertThat(config.labels()).containsExactly(Map.entry("a", "mine"), Map.entry("b", "2"));
    assertThat(config.exposedPorts()).containsExactly("80/tcp", "8000/udp", "8001/udp", "8002/udp");
    assertThat(config.volumes()).contains("/data");
    assertThat(config.stopSignal()).isEqualTo("SIGINT");
    assertThat(config.user()).isEqualTo("app:staff");
    assertThat(target.config().author()).isEqualTo("someone");
    assertThat(config.healthcheck())
        .contains(
            new ContainerConfig.Healthcheck(
                List.of("CMD", "probe", "it's"), 90_000_000_000L, 0, 0, 0, 2));
    assertThat(PlanFixture.createdBy(target))
        .contains(
            "EXPOSE [80/tcp 8000/udp 8001/udp 8002/udp]",
            "HEALTHCHECK {Test:[CMD probe it's] Interval:1m30s Timeout:0s StartPeriod:0s"
                + " StartInterval:0s Retries:2}",
            "MAINTAINER someone");
  }

  @Test
  void makesWorkingDirectoriesBelowThePreviousOne() {
    var target = images.target("FROM alpine\nUSER u\nWORKDIR a\nWORKDIR ../b/\nWORKDIR /\nRUN x");
    assertThat(target.config().config().workingDir()).isEqualTo("/");
    assertThat(PlanPrinter.inputsFirst(target.root()))
        .extracting(Node::operation)
        .filteredOn(Operation.MakeDirectory.class::isInstance)
        .extracting(each -> ((Operation.MakeDirectory) each).path())
        .containsExactly("/a", "/b");
  }

  @Test
  void plansCopiesFromTheContext() {
    var copy =
        (Operation.Copy)
            images
                .target(
                    "FROM alpine\nENV D=/dst\nWORKDIR /w\n"
                        + "COPY --chown=$D --chmod=u=rwX,go=rX --exclude=*.md ../a/b/ c* $D/")
                .root()
                .operation();
    assertThat(copy.items())
        .extracting(Operation.Copy.Item::path, Operation.Copy.Item::wildcards)
        .containsExactly(Tuple.tuple("a/b", false), Tuple.tuple("c*", true));
    assertThat(copy.destination()).isEqualTo("/dst/");
    assertThat(copy.chown()).isEqualTo("/dst");
    assertThat(copy.chmod()).isEqualTo("u=rwX,go=rX");
    assertThat(copy.excludes()).containsExactly("*.md");
    assertThat(copy.keepOwner()).isFalse();
  }

  @Test
  void readsDestinationsRelativeToTheWorkingDirectory() {
    assertThat(destination("/w", ".")).isEqualTo("/w/");
    assertThat(destination("/w", "./x")).isEqualTo("/w/x");
    assertThat(destination("/w", "x/")).isEqualTo("/w/x/");
    assertThat(destination("/w", "/")).isEqualTo("/");
    assertThat(destination("/", ".")).isEqualTo("/");
    assertThat(destination("/w", "../../../e")).isEqualTo("/e");
  }

  private String destination(String workdir, String destination) {
    var root = images.target("FROM alpine\nWORKDIR " + workdir + "\nCOPY a " + destination).root();
    return ((Operation.Copy) root.operation()).destination();
  }

  @Test
  void splitsParentsAtThePivot() {
    var copy =
        (Operation.Copy)
            images.target("FROM alpine\nCOPY --parents ./x/./y/*.c z /out/").root().operation();
    assertThat(copy.items())
        .extracting(Operation.Copy.Item::pivot, Operation.Copy.Item::path)
        .containsExactly(Tuple.tuple("x", "y/*.c"), Tuple.tuple("", "z"));
  }

  @Test
  void expandsHeredocsUnlessTheirNameIsQuoted() {
    var target =
        images.target("FROM alpine\nENV V=1\nCOPY <<A <<\"B\" /d/\n\"$V\" \\$V\nA\n$V\nB\n");
    var copy = (Operation.Copy) target.root().operation();
    assertThat(copy.items())
        .extracting(each -> ((Operation.Inline) each.source().operation()).content())
        .containsExactly("\"1\" $V\n", "$V\n");
    assertThat(PlanFixture.createdBy(target)).last().isEqualTo("COPY <<A <<B /d/ # buildkit");
  }

  @Test
  void runsScriptsByTheShellOrByTheirInterpreter() {
    assertThat(run("FROM alpine\nRUN <<EOF\n\techo a\nEOF\n").args())
        .containsExactly("/bin/sh", "-c", "\techo a\n");
    assertThat(run("FROM alpine\nRUN cat <<A <<-B\na\nA\n\tb\n\tB\n").args())
        .element(2, InstanceOfAssertFactories.STRING)
        .startsWith("cat <<A <<-B\na\nA\n");
    var script = run("FROM alpine\nRUN <<EOF\n#!/usr/bin/awk -f\nBEGIN {}\nEOF\n");
    assertThat(script.args()).containsExactly("/bin/sh", "-c", "/dev/pipes/EOF");
    assertThat(script.mounts())
        .singleElement()
        .isInstanceOfSatisfying(
            RunMount.Bind.class,
            bind -> {
              var file = (Operation.Inline) bind.from().operation();
              assertThat(file.mode()).isEqualTo(0755);
              assertThat(bind.target()).isEqualTo("/dev/pipes");
            });
  }

  @Test
  void readsEveryTypeOfMount() {
    var run =
        run(
            """
            FROM debian AS tools
            FROM alpine
            WORKDIR /w
            ARG ID=npm
            RUN --mount=target=src,rw --mount=type=cache,id=$ID,target=/c,sharing=locked,uid=5 \
                --mount=type=tmpfs,target=/t,size=1m --mount=type=secret,id=token \
                --mount=type=secret,id=key,env=KEY --mount=type=ssh \
                --mount=from=tools,source=/usr/../bin,target=/tools make
            """);
    assertThat(run.mounts()).hasSize(7);
    var bind = (RunMount.Bind) run.mounts().getFirst();
    assertThat(bind.from().operation()).isEqualTo(new Operation.Context("context"));
    assertThat(bind.target()).isEqualTo("/w/src");
    assertThat(bind.writable()).isTrue();
    assertThat(run.mounts().subList(1, 6))
        .containsExactly(
            new RunMount.Cache(
                "npm", "/c", RunMount.Sharing.LOCKED, false, 0755, 5, 0, Optional.empty(), ""),
            new RunMount.Tmpfs("/t", 1 << 20),
            new RunMount.Secret("token", "/run/secrets/token", "", false, 0400, 0, 0),
            new RunMount.Secret("key", "", "KEY", false, 0400, 0, 0),
            new RunMount.Ssh("default", "/run/buildkit/ssh_agent.0", false, 0600, 0, 0));
    assertThat(((RunMount.Bind) run.mounts().getLast()).sourcePath()).isEqualTo("bin");
    assertThat(run.env()).contains("SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0");
    assertRefused("FROM alpine\nRUN --mount=target=/ x", 2, "invalid mount target");
  }

  private Operation.Run run(String file) {
    return (Operation.Run) images.target(file).root().operation();
  }

  @Test
  void hidesWhatASecretPutsInAVariable() {
    var target =
        images.target("FROM alpine\nENV K=old\nRUN --mount=type=secret,id=k,env=K echo $K");
    assertThat(target.root().title()).endsWith("echo ****");
  }

  @Test
  void addsFromUrlsAndRepositories() {
    String digest = "sha256:" + "0".repeat(64);
    var add =
        (Operation.Copy)
            images
                .target(
                    "FROM alpine\nADD --checksum=" + digest + " https://example.com/a/b.tgz?x=1 /")
                .root()
                .operation();
    var http = (Operation.Http) add.items().getFirst().source().operation();
    assertThat(http.fileName()).isEqualTo("b.tgz");
    assertThat(http.checksum()).hasToString("Optional[" + digest + "]");
    assertThat(add.items().getFirst().unpack()).isFalse();

    var clone =
        (Operation.Copy)
            images
                .target("FROM alpine\nADD --keep-git-dir=true git@example.com:o/r.git#v1:sub /src")
                .root()
                .operation();
    assertThat(clone.items().getFirst().source().operation())
        .isEqualTo(
            new Operation.Git("git@example.com:o/r.git", "v1", "sub", true, true, "", false));
  }

  @Test
  void refusesWhatNoBuildCouldDo() {
    assertRefused("FROM alpine\nADD --checksum=sha256:0 a /", 2, "checksum requires HTTP(S)");
    assertRefused("FROM alpine\nCOPY https://example.com/x /", 2, "can't be a URL for COPY");
    assertRefused("FROM alpine\nCOPY --chmod=8 a /", 2, "invalid chmod parameter");
    assertRefused("FROM alpine\nCOPY --chmod=10000 a /", 2, "invalid chmod parameter");
    assertRefused("FROM alpine\nCOPY --from=$X a /", 2, "not supported for --from");
    assertRefused("FROM alpine\nEXPOSE 65536", 2, "invalid containerPort");
    assertRefused("FROM alpine\nEXPOSE 80/http", 2, "invalid proto: http");
    assertRefused("FROM alpine\nSTOPSIGNAL SIGNOPE", 2, "Invalid signal: SIGNOPE");
    assertRefused("FROM alpine\nENV A=\"${B:?is missing}\"", 2, "is missing");
    assertRefused("FROM --platform=a/b/c/d alpine", 1, "a/b/c/d");
  }

  @Test
  void printsThePlanForPeople() {
    var plan =
        images.plan("FROM alpine AS a\nRUN make\nFROM scratch\nCOPY --from=a /x /", each -> {});
    assertThat(plan.print())
        .contains(
            "[a 2/2] RUN make  (Dockerfile:2)\n",
            "    args      [\"/bin/sh\" \"-c\" \"make\"]\n",
            "    copy      #3:/x\n",
            "image for linux/amd64 from #4\n");
  }

  private void assertRefused(String file, int line, String message) {
    assertThatThrownBy(() -> images.target(file))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e).hasMessageContaining(message);
              assertThat(e.location()).map(SourceLocation::line).contains(line);
            });
  }
}
