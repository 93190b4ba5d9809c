package io.drydock.lint.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Finding;
import io.drydock.lint.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is broken by what it warns of, and not by what it advises. */
class GuideRulesTest {
  private static final DockerfileLinter LINTER = new DockerfileLinter(GuideRules.checks());

  @TempDir Path folder;

  record Example(String rule, String wrong, String right) {}

  static Stream<Example> examples() {
    return Stream.of(
        new Example("DD001", "FROM nginx\n", "FROM nginx:1.27.1\n"),
        new Example("DD001", "FROM nginx:latest\n", "FROM nginx@sha256:" + "a".repeat(64) + "\n"),
        new Example("DD001", "ARG TAG=latest\nFROM nginx:$TAG\n", "ARG TAG=1\nFROM nginx:$TAG\n"),
        new Example(
            "DD001",
            "FROM a:1\nCOPY --from=org/b /x /y\n",
            "FROM a:1 AS b\nFROM b\nCOPY --from=b /x /y\n"),
        new Example(
            "DD003",
            "FROM node:20\nCOPY . .\nRUN npm ci\n",
            "FROM node:20\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n"),
        new Example(
            "DD003",
            "FROM python:3\nCOPY . /src\nRUN pip install -r requirements.txt\n",
            "FROM python:3\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . /src\n"),
        new Example("DD004", "RUN npm install\n", "RUN npm ci\n"),
        new Example("DD004", "RUN npm i --omit=dev\n", "RUN npm install -g serve@14\n"),
        new Example(
            "DD005",
            "RUN apt-get update && apt-get install -y curl\n",
            "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"),
        new Example(
            "DD005",
            "FROM a:1\nRUN apk add curl\n",
            "FROM a:1 AS build\nRUN apk add curl\nFROM b:1\nRUN apk add --no-cache curl\n"),
        new Example(
            "DD005",
            "RUN pip install flask==3\n",
            "RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3\n"),
        new Example(
            "DD006",
            "RUN apt-get update\nRUN apt-get install -y curl\n",
            "RUN apt-get update && apt-get install -y curl\n"),
        new Example(
            "DD006", "RUN make\nRUN rm -rf /var/lib/apt/lists/*\n", "RUN make && rm -rf /tmp/x\n"),
        new Example("DD007", "ENV DB_PASSWORD=hunter2\n", "ENV DB_PASSWORD_FILE=/run/secrets/db\n"),
        new Example("DD007", "ENV URL=postgres://u:p@db/x\n", "ENV URL=postgres://db/x\n"),
        new Example("DD007", "ARG GITHUB_TOKEN\n", "ARG VERSION\n"),
        new Example("DD008", "COPY .env /app/\n", "COPY .env.example /app/\n"),
        new Example("DD008", "ADD id_rsa /root/.ssh/\n", "COPY --from=x id_rsa /y\n"),
        new Example("DD009", "FROM a:1\nCMD [\"x\"]\n", "FROM a:1\nUSER app\nCMD [\"x\"]\n"),
        new Example(
            "DD009",
            "FROM a:1\nUSER app\nRUN x\nUSER root\nCMD [\"x\"]\n",
            "FROM a:1 AS base\nUSER app\nFROM base\nCMD [\"x\"]\n"),
        new Example(
            "DD010",
            "FROM a:1\nEXPOSE 80\nCMD [\"x\"]\n",
            "FROM a:1\nEXPOSE 80\nHEALTHCHECK CMD [\"y\"]\nCMD [\"x\"]\n"),
        new Example(
            "DD011",
            "FROM golang:1.22\nRUN go build -o /x .\nCMD [\"/x\"]\n",
            "FROM golang:1.22 AS build\nRUN go build -o /x .\nFROM scratch\nCOPY --from=build /x /x\nCMD [\"/x\"]\n"),
        new Example(
            "DD014",
            "COPY . .\nRUN npm run build\n",
            "COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n"),
        new Example(
            "DD015",
            "CMD [\"supervisord\", \"-n\"]\n",
            "CMD [\"nginx\", \"-g\", \"daemon off;\"]\n"),
        new Example("DD015", "CMD cron & nginx\n", "CMD cron && exec nginx\n"),
        new Example("DD016", "CMD node server.js\n", "CMD [\"node\", \"server.js\"]\n"),
        new Example("DD017", "COPY a b # what for\n", "RUN a b # what for\n"),
        new Example("DD017", "USER app # not root\n", "LABEL colour=\"a # b\"\n"),
        new Example(
            "DD018",
            "FROM node:20\nRUN npm ci\nCMD [\"x\"]\n",
            "FROM node:20\nENV NODE_ENV=production\nRUN npm ci\nCMD [\"x\"]\n"),
        new Example("DD019", "FROM node:20\nCMD [\"x\"]\n", "FROM node:20-slim\nCMD [\"x\"]\n"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void flagsTheWrongAndNotTheRight(Example example) {
    assertThat(rules(example.wrong())).contains(example.rule());
    assertThat(rules(example.right())).doesNotContain(example.rule());
  }

  @Test
  void asksForDigestsOnlyWhenTold() {
    var strict =
        new Configuration(
            Set.of(), Map.of("DD002", Severity.WARNING), Set.of(), Map.of(), false, true);
    assertThat(rules("FROM a:1\n")).doesNotContain("DD002");
    assertThat(LINTER.lint(source("FROM a:1\n", strict, Optional.empty())))
        .extracting(each -> each.rule().id() + " " + each.rule().severity())
        .contains("DD002 warning");
  }

  @Test
  void wantsAnIgnoreFileThatLeavesClutterOut() throws IOException {
    Files.createDirectory(folder.resolve("node_modules"));
    assertThat(inFolder("FROM a:1\nCOPY . .\n")).contains("DD012").doesNotContain("DD013");
    Files.writeString(folder.resolve(".dockerignore"), "*.md\n");
    assertThat(inFolder("FROM a:1\nCOPY . .\n")).contains("DD013").doesNotContain("DD012");
    Files.writeString(folder.resolve(".dockerignore"), "node_modules\n");
    assertThat(inFolder("FROM a:1\nCOPY . .\n")).doesNotContain("DD012", "DD013");
  }

  @Test
  void commentsAndOtherToolsNamesSwitchRulesOff() {
    assertThat(rules("# drydock ignore=DD001\nFROM nginx\n")).doesNotContain("DD001");
    assertThat(rules("# hadolint ignore=DL3006\nFROM nginx\n")).doesNotContain("DD001");
    assertThat(rules("FROM a:1\n# check=skip=SecretsUsedInArgOrEnv\nARG TOKEN\n"))
        .doesNotContain("DD007");
    assertThat(rules("# drydock global ignore=DD001\nFROM a\nFROM nginx\n"))
        .doesNotContain("DD001");
  }

  private List<String> inFolder(String text) {
    return ids(LINTER.lint(source(text, Configuration.DEFAULT, Optional.of(folder))));
  }

  private static List<String> rules(String text) {
    return ids(LINTER.lint(source(text, Configuration.DEFAULT, Optional.empty())));
  }

  private static DockerfileSource source(
      String text, Configuration configuration, Optional<Path> directory) {
    return DockerfileSource.parse("Dockerfile", text, directory, configuration);
  }

  private static List<String> ids(List<Finding> findings) {
    return findings.stream().map(each -> each.rule().id()).toList();
  }
}
