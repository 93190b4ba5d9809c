package io.drydock.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Signals that this process gets, handed on instead of heeded. SIGQUIT is not among them: the Java
 * virtual machine keeps it for itself.
 */
public final class Signals implements AutoCloseable {
  private static final List<String> FORWARDED =
      List.of("HUP", "INT", "TERM", "USR2", "ALRM", "CONT", "TSTP", "TTIN", "TTOU", "WINCH");

  private final List<Taken> taken = new ArrayList<>();

  private record Taken(Signal signal, SignalHandler before) {}

  /** Gives each signal's name to the receiver, until this is closed. */
  public static Signals forward(Consumer<String> receiver) {
    var signals = new Signals();
    FORWARDED.forEach(each -> signals.take(each, receiver));
    return signals;
  }

  /** Takes no signal. */
  public static Signals none() {
    return new Signals();
  }

  /** Calls the receiver whenever the terminal's size changes. */
  public static Signals ofResize(Runnable receiver) {
    var signals = new Signals();
    signals.take("WINCH", _ -> receiver.run());
    return signals;
  }

  /** Calls the receiver, instead of ending, for each SIGINT and SIGTERM. */
  public static Signals ofEnd(Runnable receiver) {
    var signals = new Signals();
    signals.take("INT", _ -> receiver.run());
    signals.take("TERM", _ -> receiver.run());
    return signals;
  }

  private void take(String name, Consumer<String> receiver) {
    try {
      var signal = new Signal(name);
      taken.add(new Taken(signal, Signal.handle(signal, _ -> receiver.accept("SIG" + name))));
    } catch (IllegalArgumentException e) {
      // kept by the virtual machine, or ignored since the start
    }
  }

  @Override
  public void close() {
    taken.forEach(each -> Signal.handle(each.signal(), each.before()));
  }
}
