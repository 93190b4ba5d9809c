package io.drydock.buildkit.control;

import com.google.gson.JsonArray;
import io.drydock.buildkit.message.Definition;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A client's definition that is a single source of files, as the Dockerfile that means the same:
 * what bake asks for to read a definition that is elsewhere.
 *
 * @param dockerfile its text
 * @param attributes that the Dockerfile needs with it
 */
record LoneSource(String dockerfile, Map<String, String> attributes) {
  private static final String NAME = "source";
  private static final String IMAGE = "docker-image://";
  private static final String LOCAL = "local://";
  private static final String GIT = "git://";

  LoneSource {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Reads the definition.
   *
   * @throws DrydockException of kind UNSUPPORTED for any other graph
   */
  static LoneSource of(Definition definition) {
    Definition.Source source = definition.source().orElseThrow(LoneSource::unsupported);
    String identifier = source.identifier();
    if (identifier.startsWith(IMAGE)) {
      return new LoneSource("FROM " + identifier.substring(IMAGE.length()) + "\n", Map.of());
    }
    if (identifier.startsWith(LOCAL)) {
      return context("local:" + identifier.substring(LOCAL.length()));
    }
    if (identifier.startsWith(GIT)) {
      return context(repository(source, ""));
    }
    if (identifier.startsWith("https://") || identifier.startsWith("http://")) {
      return download(source);
    }
    throw unsupported();
  }

  private static LoneSource context(String value) {
    return new LoneSource("FROM " + NAME + "\n", Map.of("context:" + NAME, value));
  }

  /** The URL of a main context that clients give as a definition: a repository, or part of one. */
  static Optional<String> url(Definition definition) {
    return definition
        .directory()
        .or(() -> definition.source().map(source -> new Definition.Directory(source, "")))
        .filter(each -> each.source().identifier().startsWith(GIT))
        .map(each -> repository(each.source(), each.path()));
  }

  /**
   * The repository as contexts name it. The identifier has lost what the full URL still has.
   *
   * @param directory below what the source already names
   */
  private static String repository(Definition.Source source, String directory) {
    String identifier = source.identifier();
    int hash = identifier.indexOf('#');
    String ref = hash < 0 ? "" : identifier.substring(hash + 1);
    int colon = ref.indexOf(':');
    Path below = Path.of("/", colon < 0 ? "" : ref.substring(colon + 1), directory).normalize();
    String plainRef = colon < 0 ? ref : ref.substring(0, colon);
    String fragment =
        below.getNameCount() > 0
            ? "#" + plainRef + ":" + below.toString().substring(1)
            : plainRef.isEmpty() ? "" : "#" + plainRef;
    String plain = hash < 0 ? identifier : identifier.substring(0, hash);
    String url =
        source.attributes().getOrDefault("git.fullurl", "https://" + plain.substring(GIT.length()));
    boolean keep = "true".equals(source.attributes().get("git.keepgitdir"));
    return url + (keep ? "?keep-git-dir=true" : "") + fragment;
  }

  private static LoneSource download(Definition.Source source) {
    String url = source.identifier();
    Map<String, String> attributes = source.attributes();
    String checksum = attributes.getOrDefault("http.checksum", "");
    var words = new JsonArray();
    words.add(url);
    words.add("/" + attributes.getOrDefault("http.filename", fileName(url)));
    String flag = checksum.isEmpty() ? "" : "--checksum=" + checksum + " ";
    return new LoneSource("FROM scratch\nADD " + flag + words + "\n", Map.of());
  }

  private static String fileName(String url) {
    String path = URI.create(url).getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "download" : name;
  }

  private static DrydockException unsupported() {
    return new DrydockException(
            ErrorKind.UNSUPPORTED,
            "definitions of clients (LLB) are not solved, but for single sources")
        .withHint("Give a Dockerfile.");
  }
}
