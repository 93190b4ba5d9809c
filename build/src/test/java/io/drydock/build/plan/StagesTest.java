package io.drydock.build.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Which stages a plan has, in which order, on which bases. */
class StagesTest {
  private final PlanFixture images = new PlanFixture();

  @Test
  void looksOnlyForImagesThatTheTargetNeeds() {
    images.target(
        """
        FROM golang AS unused
        RUN exit 1
        FROM debian AS used
        FROM alpine
        COPY --from=used /a /a
        """);
    assertThat(images.asked)
        .extracting(each -> each.reference().familiar())
        .containsExactlyInAnyOrder("debian:latest", "alpine:latest");
  }

  @Test
  void asksForAnImageOnceHoweverManyStagesUseIt() {
    var target =
        images.target(
            """
            FROM alpine AS a
            FROM alpine AS b
            COPY --from=a /x /x
            COPY --from=alpine /y /y
            """);
    assertThat(images.asked).hasSize(1);
    assertThat(PlanFixture.titles(target)).filteredOn(each -> each.contains("FROM")).hasSize(1);
  }

  @Test
  void titlesStepsAsBuildKitDoes() {
    var target =
        images.target(
            """
            FROM alpine AS build
            ARG WHO=world
            RUN echo "hello $WHO $HOME" > /x
            workdir /src
            COPY . "."
            FROM scratch
            COPY --from=build /x /
            """);
    assertThat(PlanFixture.titles(target))
        .anyMatch(each ->
            each.matches("\\[build 1/4] FROM docker\\.io/library/alpine:latest@sha256:\\w{64}"));
    assertThat(PlanFixture.titles(target))
        .contains(
            "[build 2/4] RUN echo \"hello world $HOME\" > /x",
            "[build 3/4] WORKDIR /src",
            "[internal] load build context",
            "[build 4/4] COPY . .",
            "[stage-1 1/1] COPY --from=build /x /");
  }

  @Test
  void leavesTheNameOfTheOnlyStageAway() {
    assertThat(PlanFixture.titles(images.target("FROM scratch\nCOPY a /")))
        .contains("[1/1] COPY a /");
  }

  @Test
  void namesPlatformsWhereThereAreSeveral() {
    var plan =
        images.plan(
            "FROM alpine\nARG TARGETARCH\nRUN echo $TARGETARCH",
            request -> request.platforms(List.of(PlanFixture.AMD64, PlanFixture.ARM64)));
    assertThat(plan.targets())
        .extracting(each -> each.config().platform().architecture())
        .containsExactly("amd64", "arm64");
    assertThat(PlanFixture.titles(plan.targets().getLast()))
        .last(InstanceOfAssertFactories.STRING)
        .isEqualTo("[linux/arm64 2/2] RUN echo arm64");
  }

  @Test
  void showsForWhatAStageOfTheBuildPlatformBuilds() {
    var target =
        images.target(
            "FROM --platform=$BUILDPLATFORM golang\nARG TARGETPLATFORM\nRUN make",
            request ->
                request
                    .platforms(List.of(PlanFixture.ARM64))
                    .buildArgs(Map.of("BUILDKIT_MULTI_PLATFORM", "1")));
    assertThat(target.root().title()).isEqualTo("[linux/amd64->arm64 2/2] RUN make");
    assertThat(images.asked)
        .extracting(ImageResolver.Wanted::platform)
        .containsExactly(PlanFixture.AMD64);
  }

  @Test
  void findsStagesByNameInAnyCaseAndByIndex() {
    String file =
        "FROM alpine AS Base\nRUN a\nFROM scratch\nCOPY --from=BASE /a /\nCOPY --from=0 /b /";
    assertThat(images.asked).isEmpty();
    images.target(file);
    assertThat(images.asked).hasSize(1);
    assertThat(images.target(file, request -> request.target("base")).root().title())
        .endsWith("RUN a");
    assertThat(images.target(file, request -> request.target("0")).root().title())
        .endsWith("RUN a");
  }

  @Test
  void takesAForwardReferenceInFromForAnImage() {
    images.target("FROM later\nRUN a\nFROM scratch AS later", request -> request.target("0"));
    assertThat(images.asked)
        .extracting(each -> each.reference().familiar())
        .containsExactly("later:latest");
  }

  @Test
  void suggestsTheStageThatATargetWasMeantToBe() {
    assertThatThrownBy(
            () -> images.target("FROM scratch AS build", request -> request.target("biuld")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
              assertThat(e).hasMessage("target stage \"biuld\" could not be found");
              assertThat(e.hint()).contains("Did you mean build?");
            });
  }

  @Test
  void refusesStagesThatNeedEachOther() {
    assertRefused(
        "FROM alpine AS a\nCOPY --from=b /x /\nFROM alpine AS b\nCOPY --from=a /y /",
        4,
        "circular dependency detected on stage: a");
    assertRefused("FROM alpine AS a\nCOPY --from=a /x /", 2, "circular dependency");
    assertRefused(
        "FROM alpine AS a\nRUN --mount=from=b,target=/m true\nFROM a AS b",
        3,
        "circular dependency");
  }

  @Test
  void refusesFilesOfALaterStage() {
    assertRefused(
        "FROM alpine AS a\nCOPY --from=b /x /\nFROM alpine AS b\nFROM a",
        2,
        "cannot copy from stage \"b\", it needs to be defined before current stage \"a\"");
  }

  @Test
  void refusesAnIndexThatNoStageHas() {
    assertRefused("FROM alpine\nCOPY --from=3 /x /", 2, "invalid stage index 3");
  }

  @Test
  void refusesABlankBaseAndSuggestsTheArgument() {
    assertRefused("ARG IMAGE\nFROM $IMAGE", 2, "base name ($IMAGE) should not be blank");
    assertThatThrownBy(() -> images.target("ARG IMAGE=alpine\nFROM $IMAEG"))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.hint()).contains("Did you mean $IMAGE?"));
  }

  @Test
  void checksNamesOfImagesThatNothingNeeds() {
    assertRefused("FROM Not/Valid:: AS a\nFROM scratch", 1, "failed to parse stage name");
  }

  @Test
  void saysWhereTheImageThatIsNotThereIsNamed() {
    ImageResolver empty =
        (reference, platform) -> {
          throw new DrydockException(ErrorKind.NOT_FOUND, reference + ": not found");
        };
    var request = PlanRequest.of(Dockerfile.parse("Dockerfile", "FROM scratch\nFROM alpin"));
    assertThatThrownBy(() -> Planner.plan(request.build(), empty))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.location()).map(SourceLocation::line).contains(2);
              assertThat(e.hint()).contains("Did you mean alpine?");
            });
  }

  @Test
  void letsNamedContextsStandInForImagesAndStages() {
    Map<String, NamedContext> contexts =
        Map.of(
            "alpine", NamedContext.parse("alpine", "docker-image://debian:12"),
            "assets", NamedContext.parse("assets", "./assets"),
            "build", NamedContext.parse("build", "docker-image://prebuilt"));
    var target =
        images.target(
            """
            FROM golang AS build
            RUN make
            FROM docker.io/library/alpine:latest
            COPY --from=assets /logo /
            COPY --from=build /bin /bin
            """,
            request -> request.contexts(contexts));
    assertThat(images.asked)
        .extracting(each -> each.reference().familiar())
        .containsExactlyInAnyOrder("debian:12", "prebuilt:latest");
    assertThat(PlanFixture.titles(target)).contains("[context assets] load from client");
  }

  @Test
  void unpacksANamedContextThatIsDownloaded() {
    var contexts = Map.of("src", NamedContext.parse("src", "https://example.com/src.tar.gz"));
    var target =
        images.target("FROM scratch\nCOPY --from=src / /", each -> each.contexts(contexts));
    assertThat(PlanPrinter.inputsFirst(target.root()))
        .extracting(Node::operation)
        .filteredOn(Operation.Copy.class::isInstance)
        .flatExtracting(each -> ((Operation.Copy) each).items())
        .extracting(Operation.Copy.Item::unpack)
        .containsExactly(true, false);
  }

  @Test
  void runsTriggersOfTheBaseFirstAndDropsThem() {
    images.with(
        "base",
        PlanFixture.image(
            PlanFixture.AMD64, List.of(), List.of("RUN one", "COPY --from=tools /t /t")));
    var target = images.target("FROM alpine AS tools\nFROM base\nRUN two");
    assertThat(PlanFixture.titles(target))
        .contains("[stage-1 2/4] ONBUILD RUN one", "[stage-1 4/4] RUN two");
    assertThat(target.config().config().onBuild()).isEmpty();
    assertThat(images.asked).hasSize(2);
  }

  @Test
  void runsTriggersOfAnEarlierStage() {
    var target = images.target("FROM alpine AS a\nONBUILD RUN one\nFROM a AS b\nFROM b");
    assertThat(PlanFixture.createdBy(target))
        .containsExactly("base", "RUN /bin/sh -c one # buildkit");
    assertThat(images.config("FROM alpine\nONBUILD RUN one").onBuild()).containsExactly("RUN one");
  }

  @Test
  void ignoresTheCacheOnlyWhereAsked() {
    var request = new PlanRequest.CacheUse(false, List.of("build"));
    var target =
        images.target(
            "FROM alpine AS Build\nRUN one\nFROM alpine\nCOPY --from=build / /",
            each -> each.cacheUse(request));
    assertThat(PlanPrinter.inputsFirst(target.root()))
        .filteredOn(Node::ignoreCache)
        .extracting(Node::title)
        .containsExactly("[build 2/2] RUN one");
  }

  @Test
  void takesTheEpochFromANumberOrASource() {
    var numbered =
        images.target(
            "FROM scratch\nLABEL a=b", each -> each.buildArgs(Map.of("SOURCE_DATE_EPOCH", "1")));
    assertThat(numbered.config().created()).contains(Instant.ofEpochSecond(1));
    assertThat(numbered.config().history().getLast().created()).contains(Instant.ofEpochSecond(1));

    ImageResolver dated =
        new ImageResolver() {
          @Override
          public Resolved resolve(ImageReference reference, Platform platform) {
            return images.resolve(reference, platform);
          }

          @Override
          public Optional<Instant> made(Operation source) {
            return Optional.of(Instant.ofEpochSecond(7));
          }
        };
    String file =
        """
        ARG SOURCE_DATE_EPOCH=source
        FROM scratch AS source
        ADD https://example.com/a.git /
        FROM scratch
        ARG SOURCE_DATE_EPOCH
        """;
    var target =
        Planner.plan(PlanRequest.of(Dockerfile.parse("Dockerfile", file)).build(), dated)
            .targets()
            .getFirst();
    assertThat(target.config().created()).contains(Instant.ofEpochSecond(7));
    assertThat(PlanFixture.createdBy(target)).containsExactly("ARG SOURCE_DATE_EPOCH=7");
    assertRefused(
        "ARG SOURCE_DATE_EPOCH=s\nFROM alpine AS s\nFROM scratch", 2, "must use FROM scratch");
  }

  @Test
  void plansAThousandStagesInAChainWithoutDeepRecursion() {
    String chain =
        "FROM alpine AS s0\n"
            + IntStream.range(1, 1_000)
                .mapToObj(i -> "FROM s" + (i - 1) + " AS s" + i + "\nCOPY --from=s0 /a /" + i)
                .collect(Collectors.joining("\n"));
    long start = System.nanoTime();
    var target = images.target(chain);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(target.config().history()).hasSize(1_000);
  }

  @Test
  void plansTenThousandLinesInLinearTime() {
    String file =
        "FROM alpine\n"
            + IntStream.range(0, 5_000)
                .mapToObj(i -> "ENV V" + i % 50 + "=" + i + "\nRUN echo $V" + i % 50 + "\n")
                .collect(Collectors.joining());
    long start = System.nanoTime();
    var target = images.target(file);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(target.root().title()).isEqualTo("[5001/5001] RUN echo 4999");
    assertThat(PlanPrinter.inputsFirst(target.root())).hasSize(5_001);
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
