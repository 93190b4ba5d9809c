package io.drydock.base.root;

import io.drydock.base.debian.Control;
import io.drydock.base.debian.Paragraph;
import io.drydock.base.root.Root.Metadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * dpkg's records in {@code /var/lib/dpkg}, written as dpkg itself would have them after unpacking,
 * so that it can go on from there.
 */
final class DpkgDatabase {
  private static final String HOME = "var/lib/dpkg/";
  private static final String STATUS = HOME + "status";
  private static final Set<String> SCRIPTS =
      Set.of("preinst", "postinst", "prerm", "postrm", "config");

  private final Root root;
  private final Instant time;

  /** Packages that dpkg does not know of yet. */
  private final SequencedMap<String, String> unpacked = new LinkedHashMap<>();

  DpkgDatabase(Root root, Instant time) {
    this.root = root;
    this.time = time;
  }

  /** Makes an empty database. */
  void create() {
    for (String each : List.of("info", "updates", "triggers", "alternatives", "parts")) {
      root.directory(HOME + each, Metadata.ofRoot(0755, time));
    }
    write(HOME + "info/format", "1\n", 0644);
    for (String each : List.of("status", "available", "diversions", "statoverride")) {
      write(HOME + each, "", 0644);
    }
  }

  /** Records the scripts and lists of a package, which its preinst may look for already. */
  void recordControl(Control control) {
    control
        .members()
        .forEach((member, content) -> {
          if (!member.equals("control")) {
            int mode = SCRIPTS.contains(member) ? 0755 : 0644;
            root.file(
                info(control, member),
                Metadata.ofRoot(mode, time),
                new ByteArrayInputStream(content));
          }
        });
  }

  /**
   * Records a package as unpacked.
   *
   * @param paths as {@link Unpacker#unpack} tells them
   */
  void recordUnpacked(Control control, List<String> paths) {
    write(info(control, "list"), String.join("\n", paths) + "\n", 0644);
    var fields = new StringBuilder();
    control
        .paragraph()
        .fields()
        .forEach((name, value) -> {
          fields.append(name).append(": ").append(value).append('\n');
          if (name.equals("Package")) {
            fields.append("Status: install ok unpacked\n");
          }
        });
    List<String> conffiles = control.conffiles();
    if (!conffiles.isEmpty()) {
      fields.append("Conffiles:\n");
      for (String each : conffiles) {
        root.read(each.substring(1))
            .ifPresent(
                text -> fields.append(' ').append(each).append(' ').append(md5(text)).append('\n'));
      }
    }
    unpacked.put(control.databaseName(), fields.toString());
  }

  /** Adds what was unpacked since the last time to the status file. */
  void save() {
    var text = new StringBuilder(root.read(STATUS).orElse(""));
    unpacked
        .values()
        .forEach(paragraph -> {
          if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
            text.append('\n');
          }
          text.append(paragraph).append('\n');
        });
    write(STATUS, text.toString(), 0644);
    unpacked.clear();
  }

  /** Marks installed packages as having triggers to process, by package name. */
  void savePending(Map<String, ? extends Iterable<String>> triggers) {
    var text = new StringBuilder();
    for (Paragraph each : Paragraph.parseAll(root.read(STATUS).orElse(""))) {
      Iterable<String> pending = triggers.get(each.get("Package"));
      boolean installed = each.get("Status").equals("install ok installed");
      each.fields()
          .forEach((name, value) -> {
            boolean status = name.equals("Status") && pending != null && installed;
            text.append(name)
                .append(':')
                .append(value.isEmpty() || value.startsWith("\n") ? "" : " ");
            text.append(status ? "install ok triggers-pending" : value).append('\n');
            if (status) {
              text.append("Triggers-Pending: ").append(String.join(" ", pending)).append('\n');
            }
          });
      text.append('\n');
    }
    write(STATUS, text.toString(), 0644);
  }

  /** Writes which packages wait for which triggers: paths in one file, names in one each. */
  void saveInterests(List<String> paths, Map<String, List<String>> names) {
    write(HOME + "triggers/File", lines(paths), 0644);
    write(HOME + "triggers/Unincorp", "", 0644);
    names.forEach((name, packages) -> write(HOME + "triggers/" + name, lines(packages), 0644));
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  static String info(Control control, String member) {
    return HOME + "info/" + control.databaseName() + "." + member;
  }

  private void write(String path, String text, int mode) {
    root.file(path, Metadata.ofRoot(mode, time), text);
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
