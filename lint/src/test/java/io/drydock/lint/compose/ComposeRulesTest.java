package io.drydock.lint.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.lint.Configuration;
import io.drydock.lint.Linter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Compose rule is broken by what it warns of, at its place, and not by what it advises. */
class ComposeRulesTest {
  private static final Linter<ComposeSource> LINTER = new Linter<>(ComposeRules.checks());

  record Example(String rule, String wrong, String right) {}

  static Stream<Example> examples() {
    return Stream.of(
        new Example("DC001", "ports: ['80:80']", "ports: ['127.0.0.1:80:80']"),
        new Example("DC001", "ports: ['0.0.0.0:80:80']", "ports: ['[::1]:80:80']"),
        new Example("DC001", "ports: [8080]", "expose: [8080]"),
        new Example(
            "DC001",
            "ports: [{target: 80, published: 80}]",
            "ports: [{target: 80, published: 80, host_ip: 127.0.0.1}]"),
        new Example("DC002", "image: a:1", "healthcheck: {test: [CMD, x]}"),
        new Example("DC003", "image: a:1", "mem_limit: 1g"),
        new Example(
            "DC003", "deploy: {replicas: 1}", "deploy: {resources: {limits: {memory: 1g}}}"),
        new Example("DC004", "image: a", "image: a:1"),
        new Example("DC004", "image: r:5000/a:latest", "image: 'a:${TAG}'"),
        new Example("DC005", "privileged: true", "privileged: false"),
        new Example(
            "DC006", "volumes: ['/var/run/docker.sock:/var/run/docker.sock']", "volumes: ['x:/y']"),
        new Example(
            "DC007", "environment: {PASSWORD: x}", "environment: {PASSWORD: '${PASSWORD}'}"),
        new Example(
            "DC007", "environment: ['URL=redis://u:p@h']", "environment: ['URL=redis://h']"),
        new Example("DC008", "depends_on: [b]", "depends_on: {b: {condition: service_healthy}}"),
        new Example("DC009", "network_mode: host", "network_mode: bridge"),
        new Example("DC011", "image: postgres:16", "{image: postgres:16, volumes: ['d:/var/lib']}"),
        new Example("DC012", "cap_add: [SYS_ADMIN]", "cap_add: [NET_BIND_SERVICE]"),
        new Example("DC013", "volumes: ['/etc:/host']", "volumes: ['/etc:/host:ro']"),
        new Example("DC014", "pid: host", "pid: 'service:b'"),
        new Example("DC015", "healthcheck: {disable: true}", "healthcheck: {test: x}"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void flagsTheWrongAndNotTheRight(Example example) {
    assertThat(found(example.wrong())).anyMatch(each -> each.startsWith(example.rule() + " "));
    assertThat(found(example.right())).noneMatch(each -> each.startsWith(example.rule() + " "));
  }

  @Test
  void pointsAtLineAndColumn() {
    assertThat(lint("services:\n  a:\n    image: b:1\n    ports:\n      - \"80:80\"\n"))
        .contains("DC001 5:9");
  }

  @Test
  void seesWhatAnchorsAndMergesBring() {
    assertThat(lint("x-base: &base\n  privileged: true\nservices:\n  a:\n    <<: *base\n"))
        .contains("DC005 2:3");
  }

  @Test
  void refusesWhatIsNoMap() {
    for (String text : List.of("", "- a\n", "a: [\n", "a: b: c\n")) {
      assertThatThrownBy(() -> ComposeSource.parse("compose.yaml", text))
          .isInstanceOf(DrydockException.class);
    }
  }

  private static List<String> found(String body) {
    String service = body.startsWith("{") ? body : "{" + body + "}";
    return lint("services:\n  a: " + service + "\n");
  }

  private static List<String> lint(String text) {
    return LINTER.lint(ComposeSource.parse("compose.yaml", text), Configuration.DEFAULT).stream()
        .map(each ->
            each.rule().id() + " " + each.location().line() + ":" + each.location().column())
        .toList();
  }
}
