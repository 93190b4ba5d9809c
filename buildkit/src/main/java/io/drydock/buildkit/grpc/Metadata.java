package io.drydock.buildkit.grpc;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands beside the messages of a call: several values for each name.
 *
 * @param values by name in lower case
 */
public record Metadata(Map<String, List<String>> values) {
  public static final Metadata EMPTY = new Metadata(Map.of());

  public Metadata {
    values = Map.copyOf(values);
  }

  /** Names with one value each. */
  public static Metadata of(Map<String, String> single) {
    var values = new LinkedHashMap<String, List<String>>();
    single.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return new Metadata(values);
  }

  /** What HTTP's headers say, without its own and gRPC's. */
  static Metadata of(Http2Headers headers) {
    var values = new LinkedHashMap<String, List<String>>();
    headers.forEach(header -> {
      String name = header.getKey().toString();
      if (!name.startsWith(":") && !name.startsWith("grpc-") && !name.equals("content-type")) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(name, header.getValue()));
      }
    });
    return new Metadata(values);
  }

  /** Binary values come in base64; they are kept as ISO 8859-1. */
  private static String value(String name, CharSequence text) {
    if (!name.endsWith("-bin")) {
      return text.toString();
    }
    try {
      String padded = text.toString().replace("=", "");
      return new String(Base64.getDecoder().decode(padded), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text.toString();
    }
  }

  void addTo(DefaultHttp2Headers headers) {
    values.forEach((name, all) -> all.forEach(value -> headers.add(name, value)));
  }

  /** The first value of the name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
