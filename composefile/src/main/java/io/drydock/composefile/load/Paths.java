package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes the relative paths of a document, which is in long forms, start at a folder. */
final class Paths {
  private static final List<String> REMOTE_CONTEXTS =
      List.of("https://", "http://", "git://", "ssh://", "github.com/", "git@");
  private static final String SERVICE = "service:";

  private final String base;
  private final String home;
  private final Predicate<String> isRemote;

  /**
   * @param base the folder, absolute or not
   * @param home the user's home folder, which {@code ~} stands for
   * @param isRemote whether a reference to a Compose file is no path
   */
  Paths(String base, String home, Predicate<String> isRemote) {
    this.base = base;
    this.home = home;
    this.isRemote = isRemote;
  }

  YamlMapping resolve(YamlMapping document) {
    return document
        .update("services", services -> values(services, this::service))
        .update("configs", configs -> values(configs, this::sharedFile))
        .update("secrets", secrets -> values(secrets, this::sharedFile))
        .update("volumes", volumes -> values(volumes, this::volume))
        .update("include", includes -> items(includes, this::include));
  }

  private static YamlNode values(YamlNode node, UnaryOperator<YamlMapping> change) {
    return node instanceof YamlMapping mapping
        ? mapping.map((key, each) -> each instanceof YamlMapping it ? change.apply(it) : each)
        : node;
  }

  private static YamlNode items(YamlNode node, UnaryOperator<YamlNode> change) {
    return node instanceof YamlSequence sequence ? sequence.map(change) : node;
  }

  private static YamlNode update(YamlNode node, String key, UnaryOperator<YamlNode> change) {
    return node instanceof YamlMapping mapping ? mapping.update(key, change) : node;
  }

  private YamlMapping service(YamlMapping service) {
    return service
        .update("build", this::build)
        .update("env_file", files -> items(files, each -> update(each, "path", this::path)))
        .update("label_file", files -> items(files, this::path))
        .update("extends", each -> update(each, "file", this::reference))
        .update("develop", each -> update(each, "watch", this::watch))
        .update("volumes", mounts -> items(mounts, this::mount));
  }

  private YamlNode watch(YamlNode rules) {
    return items(rules, each -> update(each, "path", this::path));
  }

  private YamlNode build(YamlNode node) {
    return node instanceof YamlMapping build
        ? build
            .update("context", this::context)
            .update("additional_contexts", this::contexts)
            .update("ssh", this::keys)
        : node;
  }

  private YamlNode contexts(YamlNode node) {
    return node instanceof YamlMapping contexts
        ? contexts.map((name, each) -> context(each))
        : node;
  }

  private YamlNode context(YamlNode node) {
    return change(
        node,
        text ->
            text.contains("://") || text.startsWith(SERVICE) || isRemoteContext(text)
                ? text
                : resolve(text));
  }

  private static boolean isRemoteContext(String text) {
    return REMOTE_CONTEXTS.stream().anyMatch(text::startsWith);
  }

  private YamlNode keys(YamlNode node) {
    if (node instanceof YamlMapping keys) {
      return keys.map((id, each) -> pathOfAnySystem(each));
    }
    return items(node, each -> change(each, this::key));
  }

  /** A key as {@code ID=PATH}. */
  private String key(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? text
        : text.substring(0, equals + 1) + resolveOfAnySystem(text.substring(equals + 1));
  }

  private YamlNode reference(YamlNode node) {
    return change(node, text -> isRemote.test(text) ? text : resolve(text));
  }

  private YamlNode include(YamlNode node) {
    if (!(node instanceof YamlMapping include)) {
      return reference(node);
    }
    return include
        .update("path", each -> oneOrMore(each, this::reference))
        .update("project_directory", this::path)
        .update("env_file", each -> oneOrMore(each, this::path));
  }

  private static YamlNode oneOrMore(YamlNode node, UnaryOperator<YamlNode> change) {
    return node instanceof YamlSequence sequence ? sequence.map(change) : change.apply(node);
  }

  private YamlNode mount(YamlNode node) {
    if (!(node instanceof YamlMapping mount) || !Trees.text(mount, "type").equals("bind")) {
      return node;
    }
    if (Trees.text(mount, "source").isEmpty()) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "invalid mount config for type \"bind\": field Source must not be empty")
          .at(mount.location());
    }
    return mount.update("source", this::pathOfAnySystem);
  }

  private YamlMapping sharedFile(YamlMapping file) {
    return file.update("file", this::pathOfAnySystem);
  }

  /** A volume that is a folder of the host. */
  private YamlMapping volume(YamlMapping volume) {
    boolean isBind =
        Trees.text(volume, "driver").equals("local")
            && Trees.text(Trees.mapping(volume, "driver_opts"), "o").equals("bind");
    return isBind
        ? volume.update("driver_opts", each -> update(each, "device", this::pathOfAnySystem))
        : volume;
  }

  private YamlNode path(YamlNode node) {
    return change(node, this::resolve);
  }

  private YamlNode pathOfAnySystem(YamlNode node) {
    return change(node, this::resolveOfAnySystem);
  }

  private static YamlNode change(YamlNode node, UnaryOperator<String> change) {
    if (!(node instanceof YamlScalar scalar) || scalar.asText().isEmpty()) {
      return node;
    }
    String changed = change.apply(scalar.asText());
    return changed.equals(scalar.asText()) ? node : YamlScalar.of(changed, node.location());
  }

  private String resolveOfAnySystem(String path) {
    return PathText.isWindowsAbsolute(path) ? path : resolve(path);
  }

  private String resolve(String path) {
    String expanded = path.startsWith("~") ? PathText.join(home, path.substring(1)) : path;
    return expanded.startsWith("/") ? expanded : PathText.join(base, expanded);
  }
}
