package io.drydock.dockerfile.instruction;

import io.drydock.core.Sizes;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.shell.Expander;
import io.drydock.dockerfile.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the options of one {@code --mount}, in order: some are only allowed behind their type. */
final class MountParser {
  private static final List<String> KEYS =
      List.of(
          "type",
          "from",
          "source",
          "target",
          "readonly",
          "id",
          "sharing",
          "required",
          "size",
          "mode",
          "uid",
          "gid",
          "src",
          "dst",
          "destination",
          "ro",
          "rw",
          "readwrite",
          "env");
  private static final long LARGEST_NUMBER = 0xffff_ffffL;

  private final Expander expander;
  private Mount.Type type = Mount.Type.BIND;
  private String from = "";
  private String source = "";
  private String target = "";
  private String id = "";
  private Optional<Boolean> readOnly = Optional.empty();
  private Optional<Mount.Sharing> sharing = Optional.empty();
  private Optional<String> env = Optional.empty();
  private boolean required;
  private long sizeBytes;
  private OptionalLong mode = OptionalLong.empty();
  private OptionalLong uid = OptionalLong.empty();
  private OptionalLong gid = OptionalLong.empty();

  MountParser(Expander expander) {
    this.expander = expander;
  }

  /** Refuses what is wrong whatever the values of variables are. */
  static void checkUnexpanded(String flag) {
    for (String field : Csv.fields(flag)) {
      int equals = field.indexOf('=');
      boolean isFrom = equals >= 0 && field.substring(0, equals).equalsIgnoreCase("from");
      int dollar = isFrom ? field.indexOf('$', equals) : -1;
      if (dollar >= 0 && dollar + 1 < field.length()) {
        throw Refusal.of("'from' doesn't support variable expansion, define alias stage instead");
      }
    }
  }

  Mount parse(String flag) {
    for (String field : Csv.fields(flag)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        option(field.toLowerCase(Locale.ROOT), field);
      } else {
        String key = field.substring(0, equals).toLowerCase(Locale.ROOT);
        option(key, expander.expand(field.substring(equals + 1)), field);
      }
    }
    check();
    return new Mount(
        type,
        from,
        source,
        target,
        readOnly.orElse(type != Mount.Type.CACHE && type != Mount.Type.TMPFS),
        sizeBytes,
        id,
        sharing,
        required,
        env,
        mode,
        uid,
        gid);
  }

  private void option(String key, String field) {
    switch (key) {
      case "readonly", "ro" -> readOnly = Optional.of(true);
      case "readwrite", "rw" -> readOnly = Optional.of(false);
      case "required" -> {
        demandType(key, Mount.Type.SECRET, Mount.Type.SSH);
        required = true;
      }
      default -> throw Refusal.of("invalid field '" + field + "' must be a key=value pair");
    }
  }

  private void option(String key, String value, String field) {
    switch (key) {
      case "type" -> type = choice("mount type", value, Mount.Type.values());
      case "from" -> from = value;
      case "source", "src" -> source = value;
      case "target", "dst", "destination" -> target = value;
      case "readonly", "ro" -> readOnly = Optional.of(truth(key, value));
      case "readwrite", "rw" -> readOnly = Optional.of(!truth(key, value));
      case "required" -> {
        demandType(key, Mount.Type.SECRET, Mount.Type.SSH);
        required = truth(key, value);
      }
      case "size" -> {
        demandType(key, Mount.Type.TMPFS, Mount.Type.TMPFS);
        sizeBytes = Sizes.parse(value);
      }
      case "id" -> id = value;
      case "sharing" ->
          sharing = Optional.of(choice("sharing value", value, Mount.Sharing.values()));
      case "mode" -> mode = number(key, value, 8);
      case "uid" -> uid = number(key, value, 10);
      case "gid" -> gid = number(key, value, 10);
      case "env" -> env = Optional.of(value);
      default ->
          throw Refusal.of(
              "unexpected key '" + key + "' in '" + field + "'", Suggestion.closest(key, KEYS));
    }
  }

  private void demandType(String key, Mount.Type one, Mount.Type other) {
    if (type != one && type != other) {
      throw Refusal.of("unexpected key '" + key + "' for mount type '" + lower(type) + "'");
    }
  }

  private static <E extends Enum<E>> E choice(String what, String value, E[] choices) {
    var names = new ArrayList<String>();
    for (E each : choices) {
      if (lower(each).equals(value.toLowerCase(Locale.ROOT))) {
        return each;
      }
      names.add(lower(each));
    }
    throw Refusal.of(
        "unsupported " + what + " " + Quote.quote(value), Suggestion.closest(value, names));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static boolean truth(String key, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "True", "TRUE" -> true;
      case "0", "f", "F", "false", "False", "FALSE" -> false;
      default -> throw Refusal.of("invalid value for " + key + ": " + value);
    };
  }

  private static OptionalLong number(String key, String value, int radix) {
    boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c < '0' + radix);
    if (!digits || value.length() > 18 || Long.parseLong(value, radix) > LARGEST_NUMBER) {
      throw Refusal.of("invalid value " + value + " for " + key);
    }
    return OptionalLong.of(Long.parseLong(value, radix));
  }

  private void check() {
    if (type == Mount.Type.BIND || type == Mount.Type.TMPFS) {
      refuse(mode.isPresent(), "mode not allowed for " + lower(type) + " mounts");
      refuse(uid.isPresent(), "uid not allowed for " + lower(type) + " mounts");
      refuse(gid.isPresent(), "gid not allowed for " + lower(type) + " mounts");
    }
    if (type == Mount.Type.SECRET) {
      refuse(!from.isEmpty(), "secret mount should not have a from");
      refuse(
          source.isEmpty() && target.isEmpty() && id.isEmpty(),
          "invalid secret mount: one of id, source, target is required");
      refuse(!source.isEmpty() && !id.isEmpty(), "both source and id can't be set");
    }
    refuse(
        sharing.isPresent() && type != Mount.Type.CACHE,
        "invalid cache sharing set for " + lower(type) + " mount");
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw Refusal.of(message);
    }
  }
}
