package io.drydock.lint.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a program tells its options from its operands.
 *
 * @param withValue names, without dashes, of the options whose value is the next argument
 * @param longWithOneDash whether {@code -name} is one option rather than four
 */
public record OptionSyntax(Set<String> withValue, boolean longWithOneDash) {
  public OptionSyntax {
    withValue = Set.copyOf(withValue);
  }

  /** {@code -a -bc --long --long=value}, as getopt reads them; options may follow operands. */
  public static OptionSyntax getopt(String... withValue) {
    return new OptionSyntax(Set.copyOf(Arrays.asList(withValue)), false);
  }

  /** {@code -name -name=value}, as the tools of Go read them. */
  public static OptionSyntax oneDash(String... withValue) {
    return new OptionSyntax(Set.copyOf(Arrays.asList(withValue)), true);
  }

  /** Tells the arguments apart. */
  public Options read(List<ShellWord> arguments) {
    var reading = new Reading(this);
    arguments.forEach(reading::add);
    return reading.finish();
  }

  private static final class Reading {
    private final OptionSyntax syntax;
    private final List<Options.Option> options = new ArrayList<>();
    private final List<ShellWord> operands = new ArrayList<>();
    private final List<ShellWord> rest = new ArrayList<>();
    private Optional<String> waiting = Optional.empty();
    private boolean ended;

    Reading(OptionSyntax syntax) {
      this.syntax = syntax;
    }

    void add(ShellWord word) {
      String text = word.text();
      if (ended) {
        rest.add(word);
      } else if (waiting.isPresent()) {
        options.add(new Options.Option(waiting.get(), Optional.of(text)));
        waiting = Optional.empty();
      } else if (text.equals("--")) {
        ended = true;
      } else if (text.length() < 2 || text.charAt(0) != '-') {
        operands.add(word);
      } else if (text.charAt(1) == '-' || syntax.longWithOneDash) {
        named(text.substring(text.charAt(1) == '-' ? 2 : 1));
      } else {
        letters(text);
      }
    }

    private void named(String option) {
      int equals = option.indexOf('=');
      if (equals >= 0) {
        option(option.substring(0, equals), Optional.of(option.substring(equals + 1)));
      } else if (syntax.withValue.contains(option)) {
        waiting = Optional.of(option);
      } else {
        option(option, Optional.empty());
      }
    }

    /** Letters behind one dash: each an option, up to the first that has a value. */
    private void letters(String text) {
      for (int i = 1; i < text.length(); i++) {
        String letter = text.substring(i, i + 1);
        boolean last = i + 1 == text.length();
        if (!last && text.charAt(i + 1) == '=') {
          option(letter, Optional.of(text.substring(i + 2)));
          return;
        }
        if (syntax.withValue.contains(letter)) {
          if (last) {
            waiting = Optional.of(letter);
          } else {
            option(letter, Optional.of(text.substring(i + 1)));
          }
          return;
        }
        option(letter, Optional.empty());
      }
    }

    private void option(String name, Optional<String> value) {
      options.add(new Options.Option(name, value));
    }

    Options finish() {
      waiting.ifPresent(each -> option(each, Optional.empty()));
      return new Options(options, operands, rest);
    }
  }
}
