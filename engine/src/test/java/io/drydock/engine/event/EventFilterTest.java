package io.drydock.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final Event HEALTH =
      event(
          EventType.CONTAINER,
          "health_status: healthy",
          "abcdef",
          Map.of("name", "web", "image", "shop/front:2", "tier", "one"));
  private static final Event TAG =
      event(EventType.IMAGE, "tag", "sha256:77", Map.of("name", "shop/front:2"));
  private static final Event CONNECT =
      event(EventType.NETWORK, "connect", "n1", Map.of("name", "net", "container", "abcdef"));

  private static Event event(
      EventType type, String action, String id, Map<String, String> attributes) {
    return new Event(type, action, id, new LinkedHashMap<>(attributes), 1);
  }

  private static boolean matches(Event event, String term, String... values) {
    return EventFilter.of(Map.of(term, List.of(values))).matches(event);
  }

  @Test
  void typesActionsAndScopes() {
    assertThat(matches(HEALTH, "type", "image", "container")).isTrue();
    assertThat(matches(HEALTH, "type", "image")).isFalse();
    assertThat(matches(HEALTH, "event", "health_status")).isTrue();
    assertThat(matches(HEALTH, "event", "health_status: healthy")).isTrue();
    assertThat(matches(HEALTH, "event", "health_status: unhealthy")).isFalse();
    assertThat(matches(HEALTH, "event", "health")).isFalse();
    assertThat(matches(HEALTH, "scope", "local")).isTrue();
    assertThat(matches(HEALTH, "scope", "swarm")).isFalse();
  }

  /**
   * Objects are found by the beginning of their id or name, and only among events of their type.
   */
  @Test
  void objects() {
    assertThat(matches(HEALTH, "container", "abc")).isTrue();
    assertThat(matches(HEALTH, "container", "other", "web")).isTrue();
    assertThat(matches(CONNECT, "container", "abcdef")).isFalse();
    assertThat(matches(CONNECT, "network", "net")).isTrue();
    assertThat(matches(HEALTH, "volume", "web")).isFalse();
  }

  @Test
  void images() {
    assertThat(matches(HEALTH, "image", "shop/front:2")).isTrue();
    assertThat(matches(HEALTH, "image", "shop/front")).isTrue();
    assertThat(matches(HEALTH, "image", "shop/front:3")).isFalse();
    assertThat(matches(TAG, "image", "sha256:77")).isTrue();
    assertThat(matches(TAG, "image", "shop/front")).isTrue();
    assertThat(matches(CONNECT, "image", "shop/front")).isFalse();
  }

  /** All labels must be there, while of other terms one value is enough. */
  @Test
  void labels() {
    assertThat(matches(HEALTH, "label", "tier")).isTrue();
    assertThat(matches(HEALTH, "label", "tier=one", "name=web")).isTrue();
    assertThat(matches(HEALTH, "label", "tier=one", "zone")).isFalse();
    assertThat(matches(HEALTH, "label", "tier=two")).isFalse();
  }

  @Test
  void termsHaveToMatchTogether() {
    var terms = Map.of("type", List.of("container"), "label", List.of("tier=two"));
    assertThat(EventFilter.of(terms).matches(HEALTH)).isFalse();
    assertThat(EventFilter.of(Map.of("type", List.<String>of())).matches(HEALTH)).isTrue();
  }

  @Test
  void unknownTermsAreRefused() {
    assertThatThrownBy(() -> EventFilter.of(Map.of("colour", List.of("red"))))
        .isInstanceOf(DrydockException.class)
        .hasMessage("invalid filter 'colour'");
  }

  /** What is written is read back the same, and has the members that older clients look for. */
  @Test
  void json() {
    var json = EventJson.write(HEALTH);
    assertThat(json.get("status").getAsString()).isEqualTo("health_status: healthy");
    assertThat(json.get("from").getAsString()).isEqualTo("shop/front:2");
    assertThat(EventJson.write(CONNECT).has("status")).isFalse();
    assertThat(EventJson.read(json)).isEqualTo(HEALTH);
  }
}
