package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Addresses by host name: a mapping to one address or several, or a list of {@code HOST=ADDRESS} or
 * {@code HOST:ADDRESS}, whose addresses commas may separate. The canonical form is a sorted list of
 * {@code HOST=ADDRESS}.
 */
final class HostsShape extends Shape {
  private static final Shape LIST = new ListShape(new ScalarShape(ScalarType.TEXT));

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node.isNull()) {
      return node;
    }
    var assignments = new TreeSet<String>();
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry each : mapping.entries()) {
        add(assignments, each.key(), addresses(each.value()), each.value(), path);
      }
    } else if (node instanceof YamlSequence sequence) {
      for (YamlNode each : sequence) {
        addAssignment(assignments, each, path);
      }
    } else {
      throw wrong(node, path, "a list or a mapping");
    }
    var items = new ArrayList<YamlNode>();
    assignments.forEach(each -> items.add(YamlScalar.of(each, node.location())));
    return YamlSequence.of(items, node.location());
  }

  private static void addAssignment(Set<String> assignments, YamlNode item, YamlPath path) {
    String text = item.text().orElse("");
    int separator = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
    if (separator < 0) {
      throw wrong(item, path, "written as HOST=ADDRESS, and \"" + text + "\" has no address");
    }
    List<String> addresses = List.of(text.substring(separator + 1).split(",", -1));
    add(assignments, text.substring(0, separator), addresses, item, path);
  }

  private static void add(
      Set<String> assignments, String host, List<String> addresses, YamlNode where, YamlPath path) {
    if (host.isBlank()) {
      throw wrong(where, path, "written as HOST=ADDRESS, and a host has no name");
    }
    for (String each : addresses) {
      assignments.add(host.strip() + "=" + withoutBrackets(each.strip()));
    }
  }

  private static List<String> addresses(YamlNode node) {
    if (node instanceof YamlSequence sequence) {
      var addresses = new ArrayList<String>();
      sequence.forEach(each -> addresses.add(each.text().orElse("")));
      return addresses;
    }
    return List.of(node.text().orElse(""));
  }

  private static String withoutBrackets(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  @Override
  JsonElement json(YamlNode canonical) {
    return LIST.json(canonical);
  }
}
