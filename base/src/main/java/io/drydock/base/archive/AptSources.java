package io.drydock.base.archive;

import io.drydock.base.debian.Paragraph;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The package sources that a machine's apt is set up with: {@code sources.list}, {@code *.list} in
 * one-line style and {@code *.sources} in deb822 style (sources.list(5)). Only sources of binary
 * packages, enabled, with a {@code dists} tree and a mirror that we can reach count.
 */
public final class AptSources {
  private static final URI DEBIAN = URI.create("http://deb.debian.org/debian");
  private static final URI DEBIAN_SECURITY = URI.create("http://deb.debian.org/debian-security");

  private final List<Repository> repositories;
  private final Keyring machineKeys;

  private AptSources(List<Repository> repositories, Keyring machineKeys) {
    this.repositories = repositories;
    this.machineKeys = machineKeys;
  }

  /** Reads the sources of the machine whose root file system is at the path. */
  public static AptSources read(Path root) {
    Keyring machineKeys = Keyring.ofMachine(root);
    var found = new ArrayList<Repository>();
    Path apt = root.resolve("etc/apt");
    var files = new ArrayList<Path>();
    files.add(apt.resolve("sources.list"));
    files.addAll(list(apt.resolve("sources.list.d")));
    for (Path each : files) {
      if (Files.isReadable(each)) {
        String text = readText(each);
        found.addAll(
            each.toString().endsWith(".sources")
                ? deb822(text, root, machineKeys)
                : oneLine(text, root, machineKeys));
      }
    }
    return new AptSources(List.copyOf(found), machineKeys);
  }

  public List<Repository> repositories() {
    return repositories;
  }

  public Keyring machineKeys() {
    return machineKeys;
  }

  /**
   * The repositories for a suite of Debian: the suite itself, and for a release its updates and
   * security fixes. Mirrors are those of the machine's sources; where the machine has a source of
   * that very suite, its keys too.
   */
  public List<Repository> forSuite(String suite, List<String> components) {
    var chosen = new ArrayList<Repository>();
    chosen.add(repository(suite, components, false));
    if (isRelease(suite)) {
      chosen.add(repository(suite + "-updates", components, false));
      chosen.add(repository(suite + "-security", components, true));
    }
    return List.copyOf(chosen);
  }

  private static boolean isRelease(String suite) {
    return suite.indexOf('-') < 0
        && !List.of("sid", "unstable", "experimental", "rc-buggy").contains(suite);
  }

  private Repository repository(String suite, List<String> components, boolean security) {
    Optional<Repository> same =
        repositories.stream().filter(each -> each.suite().equals(suite)).findFirst();
    Repository like =
        same.or(() -> debianLike(security))
            .orElseGet(() ->
                new Repository(
                    security ? DEBIAN_SECURITY : DEBIAN, suite, components, machineKeys, true));
    return new Repository(like.mirror(), suite, components, like.keyring(), like.checkValidUntil());
  }

  /** A source that serves Debian itself, to be asked for suites that no source names. */
  private Optional<Repository> debianLike(boolean security) {
    return repositories.stream()
        .filter(each -> each.components().contains("main"))
        .filter(each -> each.suite().endsWith("-security") == security)
        .filter(each -> each.mirror().getPath().contains("debian"))
        .findFirst();
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(each -> each.toString().endsWith(".list") || each.toString().endsWith(".sources"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot list " + directory, e);
    }
  }

  private static String readText(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + path, e);
    }
  }

  private static List<Repository> deb822(String text, Path root, Keyring machineKeys) {
    var found = new ArrayList<Repository>();
    for (Paragraph each : Paragraph.parseAll(text)) {
      if (!each.words("Types").contains("deb") || each.get("Enabled").equalsIgnoreCase("no")) {
        continue;
      }
      Keyring keyring = keyring(each.get("Signed-By"), root, machineKeys);
      boolean checkDate = !each.get("Check-Valid-Until").equalsIgnoreCase("no");
      for (String uri : each.words("URIs")) {
        for (String suite : each.words("Suites")) {
          add(found, uri, suite, each.words("Components"), keyring, checkDate);
        }
      }
    }
    return found;
  }

  private static List<Repository> oneLine(String text, Path root, Keyring machineKeys) {
    var found = new ArrayList<Repository>();
    for (String line : text.lines().toList()) {
      int comment = line.indexOf('#');
      String source = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!source.startsWith("deb ") && !source.startsWith("deb\t")) {
        continue;
      }
      String rest = source.substring(4).strip();
      Map<String, String> options = Map.of();
      if (rest.startsWith("[") && rest.indexOf(']') > 0) {
        options = options(rest.substring(1, rest.indexOf(']')));
        rest = rest.substring(rest.indexOf(']') + 1).strip();
      }
      List<String> words = Arrays.asList(rest.split("\\s+"));
      if (words.size() >= 2) {
        Keyring keyring = keyring(options.getOrDefault("signed-by", ""), root, machineKeys);
        boolean checkDate = !options.getOrDefault("check-valid-until", "").equals("no");
        add(found, words.get(0), words.get(1), words.subList(2, words.size()), keyring, checkDate);
      }
    }
    return found;
  }

  private static Map<String, String> options(String text) {
    var options = new LinkedHashMap<String, String>();
    for (String each : text.strip().split("\\s+")) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        options.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return options;
  }

  private static void add(
      List<Repository> found,
      String uri,
      String suite,
      List<String> components,
      Keyring keyring,
      boolean checkDate) {
    boolean reachable =
        uri.startsWith("http://") || uri.startsWith("https://") || uri.startsWith("file:");
    if (reachable && !suite.endsWith("/")) {
      found.add(new Repository(URI.create(uri), suite, components, keyring, checkDate));
    }
  }

  private static Keyring keyring(String signedBy, Path root, Keyring machineKeys) {
    if (signedBy.isBlank()) {
      return machineKeys;
    }
    if (signedBy.contains("BEGIN PGP PUBLIC KEY BLOCK")) {
      return new Keyring.Inline(unfold(signedBy));
    }
    return new Keyring.KeyFiles(
        Arrays.stream(signedBy.strip().split("[\\s,]+"))
            .map(each -> root.resolve(each.startsWith("/") ? each.substring(1) : each))
            .toList());
  }

  /** Undoes the folding of a deb822 field: one blank before each line, a dot for an empty one. */
  private static String unfold(String folded) {
    return String.join(
            "\n",
            folded
                .strip()
                .lines()
                .map(String::strip)
                .map(line -> line.equals(".") ? "" : line)
                .toList())
        + "\n";
  }
}
