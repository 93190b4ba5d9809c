package io.drydock.bake.function;

import io.drydock.bake.value.CsvText;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Texts that stand for other things: base64, URLs, JSON, CSV. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static Map<String, Function> all() {
    Signature text = Signature.of(Types.STRING);
    return Map.of(
        "base64encode",
            text.does(a -> Value.of(Base64.getEncoder().encodeToString(bytes(a.getFirst())))),
        "base64decode", text.does(EncodingFunctions::fromBase64),
        "urlencode",
            text.does(a ->
                Value.of(
                    URLEncoder.encode(a.getFirst().text(), StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~"))),
        "jsonencode",
            Signature.of(Types.ANY).orNull().does(a -> Value.of(JsonText.of(a.getFirst()))),
        "jsondecode", text.does(a -> JsonText.parse(a.getFirst().text())),
        "csvdecode", text.does(EncodingFunctions::fromCsv));
  }

  static byte[] bytes(Value text) {
    return text.text().getBytes(StandardCharsets.UTF_8);
  }

  private static Value fromBase64(List<Value> arguments) {
    try {
      byte[] decoded = Base64.getDecoder().decode(arguments.getFirst().text());
      return Value.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString());
    } catch (IllegalArgumentException e) {
      throw new DrydockException(ErrorKind.INVALID, "not base64: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new DrydockException(ErrorKind.INVALID, "the decoded bytes are not UTF-8 text", e);
    }
  }

  /** A list of objects, whose attributes the first line names. */
  private static Value fromCsv(List<Value> arguments) {
    List<List<String>> rows = CsvText.rows(arguments.getFirst().text());
    if (rows.isEmpty()) {
      throw Signature.invalid("the line with the names is missing");
    }
    List<String> names = rows.getFirst();
    if (new HashSet<>(names).size() < names.size()) {
      throw Signature.invalid("two columns have the same name");
    }
    var attributes = new HashMap<String, Type>();
    names.forEach(each -> attributes.put(each, Types.STRING));
    var objects = new ArrayList<Value>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() != names.size()) {
        throw Signature.invalid(
            "line " + (objects.size() + 2) + " has " + row.size() + " fields, not " + names.size());
      }
      var members = new HashMap<String, Value>();
      for (int i = 0; i < row.size(); i++) {
        members.put(names.get(i), Value.of(row.get(i)));
      }
      objects.add(Value.object(members));
    }
    return Value.list(new Type.Struct(attributes), objects);
  }
}
