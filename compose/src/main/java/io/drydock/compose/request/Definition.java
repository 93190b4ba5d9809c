package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.compose.request.ServiceForm.Dialect;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What a service's containers are asked to be, in a form that can be hashed, kept in a label and
 * compared with what is asked for later.
 */
public final class Definition {
  /** Largest definition that is read from a label, in bytes. */
  private static final int LIMIT = 4 << 20;

  /** Members that change nothing about a container. */
  private static final List<String> WITHOUT_EFFECT = List.of("attach", "develop", "post_start");

  private final Service service;
  private final Map<String, String> shared;

  private Definition(Service service, Map<String, String> shared) {
    this.service = service;
    this.shared = shared;
  }

  /** The definition of a service whose namespaces and volumes are its own. */
  public static Definition of(Service service) {
    return new Definition(service, Map.of());
  }

  /**
   * The same, hashed as docker compose does once containers exist: with their ids for the services
   * that this one shares a namespace or volumes with.
   *
   * @param containers ids by service
   */
  public static Definition of(Service service, Map<String, String> containers) {
    return new Definition(service, containers);
  }

  /** The hash that docker compose 2.26 puts into the label, in hexadecimal digits. */
  public String hash() {
    return hash(Dialect.CLASSIC);
  }

  /** Whether a container with that hash, ours or a docker compose's of any age, is as asked. */
  public boolean matches(String label) {
    return label.equals(hash(Dialect.CLASSIC)) || label.equals(hash(Dialect.CURRENT));
  }

  private String hash(Dialect dialect) {
    JsonObject form = ServiceForm.of(service, dialect);
    if (!shared.isEmpty()) {
      resolve(form);
    }
    return GoJson.hash(form);
  }

  private void resolve(JsonObject form) {
    for (String key : List.of("network_mode", "ipc", "pid")) {
      Json.string(form, key)
          .filter(each -> each.startsWith("service:"))
          .map(each -> shared.get(each.substring("service:".length())))
          .ifPresent(id -> form.addProperty(key, "container:" + id));
    }
    if (form.has("volumes_from")) {
      List<String> from = Json.strings(form, "volumes_from");
      form.add("volumes_from", GoObject.list(from, each -> new JsonPrimitive(volumesFrom(each))));
    }
  }

  private String volumesFrom(String source) {
    int colon = source.indexOf(':');
    String name = colon < 0 ? source : source.substring(0, colon);
    String id = shared.get(name);
    return id == null ? source : "container:" + id + (colon < 0 ? "" : source.substring(colon));
  }

  /** The definition as a label keeps it. */
  public String pack() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(GoJson.text(lasting()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** What the service asks for now that differs from a packed definition; empty for none. */
  public Optional<List<Change>> changesSince(String packed) {
    return unpack(packed).map(before -> Change.between(before, lasting()));
  }

  private JsonObject lasting() {
    JsonObject form = ServiceForm.of(service, Dialect.CURRENT);
    WITHOUT_EFFECT.forEach(form::remove);
    return form;
  }

  private static Optional<JsonObject> unpack(String packed) {
    try (var in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      JsonElement read = Json.parse(in.readNBytes(LIMIT), "the label " + Labels.DEFINITION);
      return read instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (IOException | IllegalArgumentException | DrydockException e) {
      return Optional.empty();
    }
  }
}
