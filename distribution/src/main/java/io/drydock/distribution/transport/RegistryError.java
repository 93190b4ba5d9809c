package io.drydock.distribution.transport;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a registry refused, worded as docker does: {@code manifest unknown: manifest unknown}
 * (distribution specification, "Error Codes").
 */
public final class RegistryError extends DrydockException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private RegistryError(ErrorKind kind, int status, String code, String message) {
    super(kind, message);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean isTransient() {
    return Retrying.isTransient(status);
  }

  /** The registry's code, as {@code MANIFEST_UNKNOWN}; empty where it gave none. */
  public String code() {
    return code;
  }

  /** The error that the reply says; reads its body. */
  public static RegistryError of(Reply reply) {
    String code = "";
    String message = "";
    for (JsonObject each : errors(reply)) {
      code = Json.string(each, "code").orElse("");
      message = Json.string(each, "message").orElse("");
      if (!code.isEmpty()) {
        break;
      }
    }
    if (reply.status() == 401 && isInsufficient(reply)) {
      code = "DENIED";
      message = "requested access to the resource is denied";
    }
    if (code.isEmpty()) {
      code = codeOf(reply.status());
      message = message.isEmpty() ? defaultMessage(reply) : message;
    }
    ErrorKind kind = code.equals("DENIED") ? ErrorKind.FORBIDDEN : kind(reply.status());
    return new RegistryError(kind, reply.status(), code, text(code, message));
  }

  private static String text(String code, String message) {
    String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.isEmpty() ? message : message.isEmpty() ? words : words + ": " + message;
  }

  private static boolean isInsufficient(Reply reply) {
    return Challenge.parse(reply.headers().allValues("WWW-Authenticate")).stream()
        .anyMatch(each -> each.get("error").equals("insufficient_scope"));
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 401 -> "UNAUTHORIZED";
      case 403 -> "DENIED";
      case 429 -> "TOOMANYREQUESTS";
      default -> "";
    };
  }

  private static String defaultMessage(Reply reply) {
    return switch (reply.status()) {
      case 401 -> "authentication required";
      case 403 -> "requested access to the resource is denied";
      default -> Origin.of(reply.uri()) + " answered with HTTP status " + reply.status();
    };
  }

  private static ErrorKind kind(int status) {
    return switch (status) {
      case 401 -> ErrorKind.UNAUTHORIZED;
      case 403 -> ErrorKind.FORBIDDEN;
      case 404 -> ErrorKind.NOT_FOUND;
      case 405, 415, 501 -> ErrorKind.UNSUPPORTED;
      case 409 -> ErrorKind.CONFLICT;
      case 408, 425, 429, 500, 502, 503, 504 -> ErrorKind.UNAVAILABLE;
      default -> ErrorKind.INVALID;
    };
  }

  private static List<JsonObject> errors(Reply reply) {
    try {
      JsonObject json = Json.object(reply.document(), "error");
      if (json.get("errors") instanceof JsonArray array) {
        return array.asList().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonElement::getAsJsonObject)
            .toList();
      }
      return details(json).map(List::of).orElse(List.of());
    } catch (DrydockException e) {
      return List.of(); // A page of some proxy: the status says it all.
    }
  }

  /** The form {@code {"details": …}} or {@code {"message": …}} that token servers answer with. */
  private static Optional<JsonObject> details(JsonObject json) {
    Optional<String> text = Json.string(json, "details").or(() -> Json.string(json, "message"));
    return text.map(each -> {
      var error = new JsonObject();
      error.addProperty("message", each);
      return error;
    });
  }
}
