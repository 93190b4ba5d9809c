package io.drydock.bake.model;

import io.drydock.bake.value.CsvText;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How entries of one sort are written, and which of them stand for the same. */
public enum EntryForm {
  ATTESTATION {
    @Override
    Entry read(String text) {
      Map<String, String> fields = fields(text, CsvText.fields(text));
      if (fields.containsKey("disabled")) {
        fields.put("disabled", String.valueOf(Settings.flag("disabled", fields.get("disabled"))));
        fields.remove("disabled", "false");
      }
      return checked(new Entry(fields));
    }

    @Override
    Entry checked(Entry entry) {
      return withType(entry, "attest");
    }

    @Override
    String identity(Entry entry) {
      return entry.get("type").orElse("");
    }
  },

  CACHE {
    @Override
    Entry read(String text) {
      List<String> fields = CsvText.fields(text);
      if (fields.size() == 1 && !fields.getFirst().contains("=")) {
        return new Entry(Map.of("type", "registry")).with("ref", fields.getFirst());
      }
      return checked(new Entry(fields(text, fields)));
    }

    @Override
    Entry checked(Entry entry) {
      return withType(entry, "cache");
    }

    // References alone may stand together, between commas.
    @Override
    List<Entry> readAll(String text) {
      return text.contains("=")
          ? List.of(read(text))
          : CsvText.fields(text).stream().map(this::read).toList();
    }
  },

  OUTPUT {
    @Override
    Entry read(String text) {
      List<String> fields = CsvText.fields(text);
      boolean bare =
          fields.size() == 1 && !text.startsWith("type=") && fields.getFirst().equals(text);
      if (bare) {
        return new Entry(Map.of("type", text.equals("-") ? "tar" : "local")).with("dest", text);
      }
      return checked(new Entry(fields(text, fields)));
    }

    @Override
    Entry checked(Entry entry) {
      return withType(entry, "output");
    }
  },

  SECRET {
    @Override
    Entry read(String text) {
      Map<String, String> fields = fields(text, CsvText.fields(text));
      Map<String, String> secret = new LinkedHashMap<>();
      fields.forEach((name, value) -> secret.put(name.equals("source") ? "src" : name, value));
      String type = secret.getOrDefault("type", "file");
      secret.remove("type");
      if (!Set.of("id", "src", "env").containsAll(secret.keySet())
          || !Set.of("file", "env").contains(type)) {
        throw invalid("secret " + text + ": known fields are id, src, env and type=file or env");
      }
      String source = secret.get("src");
      if (type.equals("env") && source != null && !secret.containsKey("env")) {
        secret.remove("src");
        secret.put("env", source);
      }
      return new Entry(secret);
    }
  },

  SSH {
    @Override
    Entry read(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Entry(Map.of("id", text))
          : new Entry(Map.of("id", text.substring(0, equals)))
              .with("paths", text.substring(equals + 1));
    }

    @Override
    public String text(Entry entry) {
      String id = entry.get("id").orElse("");
      return entry.get("paths").map(paths -> id + "=" + paths).orElse(id);
    }
  },

  POLICY {
    @Override
    Entry read(String text) {
      List<String> fields = CsvText.fields(text);
      return fields.size() == 1 && !text.contains("=")
          ? new Entry(Map.of("filename", text))
          : new Entry(fields(text, fields));
    }
  };

  abstract Entry read(String text);

  /** The entries that a text stands for; mostly one. */
  List<Entry> readAll(String text) {
    return List.of(read(text));
  }

  /** The entry, if it has what it needs. */
  Entry checked(Entry entry) {
    return entry;
  }

  /** Of entries with the same identity the last one counts. */
  String identity(Entry entry) {
    return String.valueOf(new TreeMap<>(entry.fields()));
  }

  /** As the command line takes it. */
  public String text(Entry entry) {
    return entry.text();
  }

  /** Each entry once, in the order in which they first came. */
  List<Entry> distinct(List<Entry> entries) {
    Map<String, Entry> byIdentity = new LinkedHashMap<>();
    entries.forEach(each -> byIdentity.put(identity(each), each));
    return List.copyOf(byIdentity.values());
  }

  private static Map<String, String> fields(String text, List<String> given) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String each : given) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw invalid("\"" + each + "\" in \"" + text + "\" must be written as name=value");
      }
      fields.put(
          each.substring(0, equals).strip().toLowerCase(Locale.ROOT), each.substring(equals + 1));
    }
    return fields;
  }

  private static Entry withType(Entry entry, String what) {
    if (entry.get("type").filter(type -> !type.isEmpty()).isEmpty()) {
      throw invalid(what + " \"" + entry.text() + "\" needs a type, as in type=…");
    }
    return entry;
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  /** All entries of several texts; empty texts stand for none. */
  public List<Entry> readEach(List<String> texts) {
    var entries = new ArrayList<Entry>();
    for (String each : texts) {
      if (!each.isEmpty()) {
        entries.addAll(readAll(each));
      }
    }
    return entries;
  }
}
