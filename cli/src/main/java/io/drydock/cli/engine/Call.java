package io.drydock.cli.engine;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.client.EngineClient;
import io.drydock.core.DrydockException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a command that drives an engine. */
public final class Call implements AutoCloseable {
  private final Session session;
  private final Arguments arguments;
  private @Nullable EngineClient engine;

  public Call(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  public Session session() {
    return session;
  }

  public Arguments arguments() {
    return arguments;
  }

  /** The engine that flags, environment and contexts choose; reached at the first request. */
  public EngineClient engine() {
    if (engine == null) {
      engine = Engines.client(session);
    }
    return engine;
  }

  public PrintStream out() {
    return session.out();
  }

  public PrintStream err() {
    return session.err();
  }

  /** The first argument. */
  public String name() {
    return arguments.argument(0);
  }

  /** Something done with one of several things. */
  public interface Action {
    void with(String name) throws Exception;
  }

  /**
   * Does it with each argument, one after the other, whatever goes wrong with some.
   *
   * @return the exit code: 1 when something went wrong, which is told at the end
   */
  public int each(Action action) throws Exception {
    var errors = new ArrayList<String>();
    for (String name : arguments.positional()) {
      try {
        action.with(name);
      } catch (DrydockException e) {
        errors.add(EngineCommand.message(e));
      }
    }
    return ending(errors);
  }

  /** As {@link #each}, all at once; each argument that went well is printed, in their order. */
  public int atOnce(Action action) throws Exception {
    List<String> names = arguments.positional();
    if (names.size() == 1) {
      return each(name -> {
        action.with(name);
        out().println(name);
      });
    }
    var tasks = new ArrayList<Task>();
    for (String name : names) {
      var task = new Task(name, action);
      task.thread.start();
      tasks.add(task);
    }
    var errors = new ArrayList<String>();
    for (Task task : tasks) {
      task.thread.join();
      if (task.failure instanceof DrydockException e) {
        errors.add(EngineCommand.message(e));
      } else if (task.failure != null) {
        throw task.failure;
      } else {
        out().println(task.name);
      }
    }
    return ending(errors);
  }

  private int ending(List<String> errors) {
    if (!errors.isEmpty()) {
      out().flush();
      err().println(String.join("\n", errors));
    }
    return errors.isEmpty() ? 0 : 1;
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
  }

  /** One of several things that are done at once. */
  private static final class Task {
    private final String name;
    private final Thread thread;
    private @Nullable Exception failure;

    Task(String name, Action action) {
      this.name = name;
      this.thread =
          Thread.ofVirtual()
              .unstarted(() -> {
                try {
                  action.with(name);
                } catch (Exception e) {
                  failure = e;
                }
              });
    }
  }
}
