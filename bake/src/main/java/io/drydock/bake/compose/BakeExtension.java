package io.drydock.bake.compose;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code x-bake} of a service's build. */
final class BakeExtension {
  private static final String NAME = "x-bake";

  private final Optional<YamlMapping> members;

  private BakeExtension(Optional<YamlMapping> members) {
    this.members = members;
  }

  /**
   * The section of a service, which may have none.
   *
   * @throws DrydockException of kind INVALID for one that is no mapping
   */
  static BakeExtension of(YamlMapping service) {
    Optional<YamlNode> section = service.at("build", NAME).filter(each -> !each.isNull());
    section
        .filter(each -> each.mapping().isEmpty())
        .ifPresent(each -> {
          throw invalid(each, NAME, "a mapping");
        });
    return new BakeExtension(section.flatMap(YamlNode::mapping));
  }

  private Optional<YamlNode> get(String key) {
    return members.flatMap(each -> each.get(key)).filter(each -> !each.isNull());
  }

  /** A list, or a text of words between blanks. */
  List<String> words(String key) {
    Optional<YamlNode> node = get(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof YamlSequence list) {
      var words = new ArrayList<String>();
      list.forEach(each -> words.add(text(each, key)));
      return words;
    }
    String text = text(node.get(), key).strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }

  /** A mapping of texts. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<YamlNode> node = get(key);
    if (node.isPresent()) {
      YamlMapping mapping =
          node.get().mapping().orElseThrow(() -> invalid(node.get(), key, "a mapping"));
      mapping.entries().forEach(each -> texts.put(each.key(), each.value().text().orElse("")));
    }
    return texts;
  }

  /** A truth value. */
  Optional<Boolean> flag(String key) {
    return get(key)
        .map(node ->
            switch (text(node, key)) {
              case "true", "True", "TRUE", "1", "t", "yes", "on" -> true;
              case "false", "False", "FALSE", "0", "f", "no", "off" -> false;
              default -> throw invalid(node, key, "true or false");
            });
  }

  private static String text(YamlNode node, String key) {
    return node.text().orElseThrow(() -> invalid(node, key, "a string"));
  }

  private static DrydockException invalid(YamlNode node, String key, String wanted) {
    return new DrydockException(ErrorKind.INVALID, NAME + ": " + key + " must be " + wanted)
        .at(node.location());
  }
}
