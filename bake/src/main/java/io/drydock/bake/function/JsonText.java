package io.drydock.bake.function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Value;
import io.drydock.core.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as JSON, both ways. */
public final class JsonText {
  private JsonText() {}

  /** Compact JSON, with the characters that matter in HTML escaped. */
  public static String of(Value value) {
    String text = new String(Json.bytes(element(value)), StandardCharsets.UTF_8);
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static JsonElement element(Value value) {
    if (value.isNull()) {
      return JsonNull.INSTANCE;
    }
    return switch (value.type()) {
      case Type.Primitive.STRING -> new JsonPrimitive(value.text());
      case Type.Primitive.BOOL -> new JsonPrimitive(value.flag());
      case Type.Primitive.NUMBER -> new JsonPrimitive(plain(value.number()));
      case Type type when type.isMapping() -> {
        var object = new JsonObject();
        value.members().forEach((name, member) -> object.add(name, element(member)));
        yield object;
      }
      default -> {
        var array = new JsonArray();
        value.elements().forEach(each -> array.add(element(each)));
        yield array;
      }
    };
  }

  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.toPlainString());
  }

  /**
   * The value that JSON describes: arrays are tuples.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID when it is not JSON
   */
  public static Value parse(String json) {
    return value(Json.parse(json.getBytes(StandardCharsets.UTF_8), "the text"));
  }

  private static Value value(JsonElement element) {
    if (element instanceof JsonArray array) {
      List<Value> elements = new ArrayList<>();
      array.forEach(each -> elements.add(value(each)));
      return Value.tuple(elements);
    }
    if (element instanceof JsonObject object) {
      Map<String, Value> members = new TreeMap<>();
      object.entrySet().forEach(each -> members.put(each.getKey(), value(each.getValue())));
      return Value.object(members);
    }
    if (element instanceof JsonPrimitive primitive) {
      if (primitive.isBoolean()) {
        return Value.of(primitive.getAsBoolean());
      }
      return primitive.isNumber()
          ? Value.of(new BigDecimal(primitive.getAsString()))
          : Value.of(primitive.getAsString());
    }
    return Value.NULL;
  }
}
