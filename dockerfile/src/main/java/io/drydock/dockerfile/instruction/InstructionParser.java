package io.drydock.dockerfile.instruction;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.instruction.Flags.Allowed;
import io.drydock.dockerfile.instruction.Instruction.Network;
import io.drydock.dockerfile.instruction.Instruction.Security;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.text.Blank;
import io.drydock.dockerfile.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes typed instructions of parsed lines: arity, flags and the values that need no variables. */
public final class InstructionParser {
  private static final List<String> NAMES =
      List.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");
  private static final Allowed FROM_FLAGS = Allowed.texts("platform");
  private static final Allowed RUN_FLAGS = Allowed.texts("network", "security").lists("mount");

  private final Node node;
  private final String name;
  private final List<String> words;
  private final Source source;

  private InstructionParser(Node node, String file) {
    this.node = node;
    this.name = node.name();
    this.words = node.arguments();
    this.source = source(node, file);
  }

  /**
   * Where the node stands and how it was written.
   *
   * @param file to show in messages
   */
  public static Source source(Node node, String file) {
    return new Source(
        node.keyword(),
        Blank.trim(node.text()),
        new SourceLocation(file, node.line(), node.endLine(), 0),
        node.comments());
  }

  /**
   * The instruction that the node stands for.
   *
   * @param file to show in messages
   * @throws DrydockException of kind INVALID, with its place
   */
  public static Instruction parse(Node node, String file) {
    var parser = new InstructionParser(node, file);
    try {
      return parser.instruction();
    } catch (DrydockException e) {
      throw e.at(parser.source.location());
    }
  }

  private Instruction instruction() {
    return switch (name) {
      case "ADD", "COPY" -> new TransferParser(node, source).parse();
      case "ARG" -> new Instruction.Arg(source, arguments());
      case "CMD" -> new Instruction.Cmd(source, plain(command()));
      case "ENTRYPOINT" -> new Instruction.Entrypoint(source, plain(command()));
      case "ENV" -> new Instruction.Env(source, plain(pairs()));
      case "EXPOSE" -> new Instruction.Expose(source, plain(some()).stream().sorted().toList());
      case "FROM" -> from();
      case "HEALTHCHECK" -> new HealthcheckParser(node, source).parse();
      case "LABEL" -> new Instruction.Label(source, plain(pairs()));
      case "MAINTAINER" -> new Instruction.Maintainer(source, plain(only()));
      case "ONBUILD" -> onBuild();
      case "RUN" -> run();
      case "SHELL" -> new Instruction.Shell(source, plain(shell()));
      // Flags of STOPSIGNAL and ARG are dropped without a word, as BuildKit does.
      case "STOPSIGNAL" -> new Instruction.StopSignal(source, only());
      case "USER" -> new Instruction.User(source, plain(only()));
      case "VOLUME" -> new Instruction.Volume(source, plain(volumes()));
      case "WORKDIR" -> new Instruction.Workdir(source, plain(only()));
      default ->
          throw Refusal.of(
              "unknown instruction: " + node.keyword(),
              Suggestion.closestIgnoringCase(node.keyword(), NAMES));
    };
  }

  /** The value, once it is known that the instruction has no flags. */
  private <T> T plain(T value) {
    Flags.read(node.flags(), Allowed.NONE);
    return value;
  }

  private List<String> some() {
    if (words.isEmpty()) {
      throw Refusal.of(name + " requires at least one argument");
    }
    return words;
  }

  private String only() {
    if (words.size() != 1) {
      throw Refusal.of(name + " requires exactly one argument");
    }
    return words.getFirst();
  }

  private CommandLine command() {
    return new CommandLine(words, !node.json(), node.heredocs());
  }

  private List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    List<String> triples = some();
    for (int i = 0; i + 2 < triples.size(); i += 3) {
      if (triples.get(i).isEmpty()) {
        throw Refusal.of(name + " names can not be blank");
      }
      pairs.add(new Pair(triples.get(i), triples.get(i + 1), triples.get(i + 2).isEmpty()));
    }
    return pairs;
  }

  private List<Argument> arguments() {
    var arguments = new ArrayList<Argument>();
    for (String word : some()) {
      int equals = word.indexOf('=');
      if (equals == 0) {
        throw Refusal.of("ARG names can not be blank");
      }
      String key = equals < 0 ? word : word.substring(0, equals);
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
      arguments.add(new Argument(key, value, description(key)));
    }
    return arguments;
  }

  /** What the comment above says about the name that it starts with. */
  private String description(String subject) {
    for (String comment : node.comments()) {
      if (comment.startsWith(subject + " ")) {
        return comment.substring(subject.length() + 1);
      }
    }
    return "";
  }

  private Instruction.From from() {
    boolean isNamed = words.size() == 3 && words.get(1).equalsIgnoreCase("as");
    if (!isNamed && words.size() != 1) {
      throw Refusal.of("FROM requires either one or three arguments")
          .withHint("write FROM image, or FROM image AS name");
    }
    Optional<String> written = isNamed ? Optional.of(words.get(2)) : Optional.empty();
    Optional<String> stage = written.map(each -> each.toLowerCase(Locale.ROOT));
    if (stage.isPresent() && !isStageName(stage.get())) {
      throw Refusal.of(
          "invalid name for build stage: "
              + Quote.quote(words.get(2))
              + ", name can't start with a number or contain symbols");
    }
    Flags flags = Flags.read(node.flags(), FROM_FLAGS);
    return new Instruction.From(
        source,
        words.getFirst(),
        flags.optional("platform"),
        stage,
        written,
        stage.map(this::description).orElse(""));
  }

  private static boolean isStageName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || ((c < '0' || c > '9') && "-_.".indexOf(c) < 0))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private Instruction.OnBuild onBuild() {
    Node trigger =
        node.trigger().orElseThrow(() -> Refusal.of("ONBUILD requires at least one argument"));
    Flags.read(node.flags(), Allowed.NONE);
    switch (trigger.name()) {
      case "ONBUILD" -> throw Refusal.of("chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
      case "MAINTAINER", "FROM" ->
          throw Refusal.of(trigger.name() + " isn't allowed as an ONBUILD trigger");
      default -> {
        // any other keyword may be a trigger; it is read when it runs
      }
    }
    var text = new StringBuilder(Blank.trimStart(node.text()).substring("ONBUILD".length()));
    node.heredocs().forEach(each -> text.append('\n').append(each.content()).append(each.name()));
    return new Instruction.OnBuild(source, Blank.trimStart(text.toString()));
  }

  private Instruction.Run run() {
    if (node.flags().stream().anyMatch(each -> each.startsWith("--device"))) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "RUN --device is not supported: devices of the host cannot be given to a build");
    }
    Flags flags = Flags.read(node.flags(), RUN_FLAGS);
    flags.list("mount").forEach(MountParser::checkUnexpanded);
    return new Instruction.Run(
        source,
        command(),
        flags.list("mount"),
        choice("network", flags.optional("network"), Network.values(), Network.DEFAULT),
        choice("security", flags.optional("security"), Security.values(), Security.SANDBOX),
        flags.used());
  }

  private static <E extends Enum<E>> E choice(
      String flag, Optional<String> value, E[] choices, E otherwise) {
    if (value.isEmpty()) {
      return otherwise;
    }
    var names = new ArrayList<String>();
    for (E each : choices) {
      String lower = each.name().toLowerCase(Locale.ROOT);
      if (lower.equals(value.get())) {
        return each;
      }
      names.add(lower);
    }
    throw Refusal.of(
        flag + " " + Quote.quote(value.get()) + " is not valid",
        Suggestion.closest(value.get(), names));
  }

  private List<String> shell() {
    if (some().isEmpty() || !node.json()) {
      throw Refusal.of("SHELL requires the arguments to be in JSON form");
    }
    return words;
  }

  private List<String> volumes() {
    var paths = new ArrayList<String>();
    for (String word : some()) {
      String path = Blank.trim(word);
      if (path.isEmpty()) {
        throw Refusal.of("VOLUME specified can not be an empty string");
      }
      paths.add(path);
    }
    return paths;
  }
}
