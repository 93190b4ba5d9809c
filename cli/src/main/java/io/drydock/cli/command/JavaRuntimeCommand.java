package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.javaapp.JavaRuntime;
import java.util.Set;

/** Links the Java runtime of an application, or says what it would hold. */
final class JavaRuntimeCommand implements Command {
  @Override
  public Spec spec() {
    return JavaFlags.addRuntime(
        Spec.of(
                "java runtime [OPTIONS] PATH",
                "Show the modules that a Java application needs, or link a runtime of them")
            .arguments(1, 1)
            .flag(
                "output", 'o', Kind.STRING, "Directory to link the runtime into; must not exist"));
  }

  @Override
  public int run(Session session, Arguments arguments) {
    var runtime = new JavaRuntime(JavaFlags.options(session, arguments), session.store());
    Set<String> modules = runtime.modules(session.path(arguments.argument(0)));
    arguments.value("output").ifPresent(target -> runtime.link(modules, session.path(target)));
    modules.forEach(session.out()::println);
    return 0;
  }
}
