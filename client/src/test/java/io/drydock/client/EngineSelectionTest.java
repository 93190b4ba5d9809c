package io.drydock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine flags, variables and contexts lead to. */
class EngineSelectionTest {
  @TempDir Path folder;

  private EngineSelection select(
      List<String> hosts, String context, Map<String, String> variables) {
    return EngineSelection.of(
        new EngineSelection.Words(hosts, context, Optional.empty(), folder), variables);
  }

  @Test
  void readsAddressesAsDockerDoes() {
    assertThat(EngineAddress.parse("unix:///a/b", false)).hasToString("unix:///a/b");
    assertThat(EngineAddress.parse("tcp://h", false)).hasToString("tcp://h:2375");
    assertThat(EngineAddress.parse("tcp://h", true)).hasToString("tcp://h:2376");
    assertThat(EngineAddress.parse("tcp://[::1]:7/base/", false)).hasToString("tcp://[::1]:7/base");
    assertThat(EngineAddress.parse("localhost:99", false)).hasToString("tcp://localhost:99");
    assertThat(EngineAddress.parse("ssh://me@h:22", false)).hasToString("ssh://me@h:22");
    assertThatThrownBy(() -> EngineAddress.parse("npipe://x", false))
        .isInstanceOf(DrydockException.class)
        .hasMessage("unable to parse docker host `npipe://x`");
  }

  @Test
  void prefersFlagsToVariablesAndThoseToTheCurrentContext() throws Exception {
    assertThat(select(List.of(), "", Map.of("DRYDOCK_SOCKET", "/run/x")).endpoint().address())
        .hasToString("unix:///run/x");
    assertThat(select(List.of(), "", Map.of()).isChosen()).isFalse();
    var store = new ContextStore(folder);
    Path certificate = Files.writeString(folder.resolve("c"), "pem");
    store.put(
        new EngineContext("far", "a host", "tcp://far", false), Map.of("ca.pem", certificate));
    store.use("far");
    EngineSelection current = select(List.of(), "", Map.of());
    assertThat(current.context()).isEqualTo("far");
    assertThat(current.endpoint().address()).hasToString("tcp://far:2376");
    assertThat(current.endpoint().tls().orElseThrow().authority()).isPresent();
    Map<String, String> variable = Map.of("DOCKER_HOST", "tcp://near:1");
    assertThat(select(List.of(), "", variable).endpoint().address()).hasToString("tcp://near:1");
    assertThat(select(List.of("tcp://other:2"), "", variable).endpoint().address())
        .hasToString("tcp://other:2");
    assertThat(select(List.of(), "far", variable).context()).isEqualTo("far");
    assertThatThrownBy(() -> select(List.of(), "nowhere", Map.of()))
        .hasMessageContaining("context \"nowhere\": context not found");
  }

  @Test
  void keepsWhatElseTheConfigurationSays() throws Exception {
    Path config = Files.writeString(folder.resolve("config.json"), "{\"auths\": {\"r\": {}}}");
    var store = new ContextStore(folder);
    store.put(new EngineContext("one", "", "unix:///x", false), Map.of());
    store.use("one");
    assertThat(Files.readString(config)).contains("auths", "\"currentContext\": \"one\"");
    store.use(ContextStore.DEFAULT);
    assertThat(Files.readString(config)).contains("auths").doesNotContain("currentContext");
    store.remove("one");
    assertThat(store.list()).isEmpty();
  }
}
