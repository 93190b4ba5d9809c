package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Function;

/** A mapping in canonical form, read key by key. */
record Values(YamlMapping mapping) {
  private static final int OCTAL = 8;

  static Values of(YamlNode node) {
    return new Values(node.mapping().orElseGet(() -> YamlMapping.empty(node.location())));
  }

  SourceLocation location() {
    return mapping.location();
  }

  Optional<YamlNode> node(String key) {
    return mapping.get(key).filter(each -> !each.isNull());
  }

  /** What stands under a key, where there is something. */
  <T> Optional<T> part(String key, Function<Values, T> read) {
    return node(key).map(each -> read.apply(of(each)));
  }

  /** What stands under a key, with all that is absent empty. */
  Values part(String key) {
    return new Values(Trees.mapping(mapping, key));
  }

  Optional<String> text(String key) {
    return node(key).flatMap(YamlNode::text);
  }

  String require(String key) {
    return text(key).orElse("");
  }

  boolean flag(String key) {
    return Trees.flag(mapping, key);
  }

  Optional<Boolean> optionalFlag(String key) {
    return text(key).map("true"::equals);
  }

  OptionalLong number(String key) {
    Optional<String> text = text(key);
    return text.isPresent() ? OptionalLong.of(number(key, text.get())) : OptionalLong.empty();
  }

  OptionalInt integer(String key) {
    OptionalLong number = number(key);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    long value = number.getAsLong();
    if (value != (int) value) {
      throw invalid(key, "out of range: " + value);
    }
    return OptionalInt.of((int) value);
  }

  OptionalDouble decimal(String key) {
    Optional<String> text = text(key);
    try {
      return text.isPresent()
          ? OptionalDouble.of(Double.parseDouble(text.get()))
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      throw invalid(key, "not a number: " + text.get());
    }
  }

  /** Permission bits, which are written in octal. */
  OptionalInt mode(String key) {
    Optional<String> text = text(key);
    try {
      return text.isPresent()
          ? OptionalInt.of(Integer.parseInt(text.get(), OCTAL))
          : OptionalInt.empty();
    } catch (NumberFormatException e) {
      throw invalid(key, "not in octal: " + text.get());
    }
  }

  Optional<Duration> duration(String key) {
    Optional<String> text = text(key);
    try {
      return text.isPresent() ? Optional.of(Durations.parse(text.get())) : Optional.empty();
    } catch (DrydockException e) {
      throw e.at(Trees.place(mapping, key));
    }
  }

  List<String> texts(String key) {
    return Trees.texts(mapping, key);
  }

  /** A list, absent when the key is. */
  Optional<List<String>> optionalTexts(String key) {
    return node(key).isPresent() ? Optional.of(texts(key)) : Optional.empty();
  }

  /** The items of a list, each a mapping. */
  <T> List<T> each(String key, Function<Values, T> read) {
    var list = new ArrayList<T>();
    for (YamlNode item : Trees.items(mapping, key)) {
      list.add(read.apply(of(item)));
    }
    return list;
  }

  /** Values by names that the user chose. */
  <T> SequencedMap<String, T> map(String key, Function<YamlNode, T> read) {
    var map = new LinkedHashMap<String, T>();
    for (YamlMapping.Entry each : Trees.mapping(mapping, key).entries()) {
      map.put(each.key(), read.apply(each.value()));
    }
    return map;
  }

  SequencedMap<String, String> textMap(String key) {
    return map(key, node -> node.text().orElse(""));
  }

  /** Variables, of which each may be without value. */
  SequencedMap<String, Optional<String>> variables(String key) {
    return map(key, YamlNode::text);
  }

  /** Addresses by host name, which the canonical form has as assignments. */
  SequencedMap<String, List<String>> hosts(String key) {
    var hosts = new LinkedHashMap<String, List<String>>();
    for (String each : texts(key)) {
      int equals = each.indexOf('=');
      String host = equals < 0 ? each : each.substring(0, equals);
      String address = equals < 0 ? "" : each.substring(equals + 1);
      hosts.computeIfAbsent(host, name -> new ArrayList<>()).add(address);
    }
    hosts.replaceAll((host, addresses) -> List.copyOf(addresses));
    return hosts;
  }

  private long number(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(key, "not an integer: " + text);
    }
  }

  private DrydockException invalid(String key, String problem) {
    return new DrydockException(ErrorKind.INVALID, key + " is " + problem)
        .at(Trees.place(mapping, key));
  }
}
