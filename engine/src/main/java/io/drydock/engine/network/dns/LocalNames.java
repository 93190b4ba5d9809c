package io.drydock.engine.network.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Answers what can be answered from the table of names. */
final class LocalNames {
  private static final String REVERSE4 = ".in-addr.arpa";
  private static final String REVERSE6 = ".ip6.arpa";

  private final NameTable table;

  LocalNames(NameTable table) {
    this.table = table;
  }

  /** The answer, or empty when others have to be asked. */
  Optional<byte[]> answer(Client client, Query query) {
    if (query.kind() != Query.INTERNET) {
      return Optional.empty();
    }
    return query.type() == Query.PTR ? reverse(client, query) : forward(client, query);
  }

  private Optional<byte[]> forward(Client client, Query query) {
    String name = client.links().getOrDefault(query.name(), query.name());
    return table
        .addresses(client.networkIds(), name, query.type() == Query.AAAA)
        .map(found -> {
          boolean asked = query.type() == Query.A || query.type() == Query.AAAA;
          List<byte[]> data =
              asked ? found.stream().map(InetAddress::getAddress).toList() : List.of();
          return Answer.of(query, Answer.NO_ERROR, data);
        });
  }

  private Optional<byte[]> reverse(Client client, Query query) {
    return address(query.name())
        .flatMap(each -> table.name(client.networkIds(), each))
        .map(name -> Answer.of(query, Answer.NO_ERROR, List.of(Query.encode(name))));
  }

  private static Optional<InetAddress> address(String name) {
    String text;
    if (name.endsWith(REVERSE4)) {
      text = String.join(".", reversed(name, REVERSE4));
    } else if (name.endsWith(REVERSE6)) {
      text = String.join("", reversed(name, REVERSE6)).replaceAll("(....)(?=.)", "$1:");
    } else {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> reversed(String name, String suffix) {
    String labels = name.substring(0, name.length() - suffix.length());
    var list = new ArrayList<>(List.of(labels.split("\\.")));
    Collections.reverse(list);
    return list;
  }
}
