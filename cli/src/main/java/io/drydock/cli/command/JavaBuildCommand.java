package io.drydock.cli.command;

import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.javaapp.JavaImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Builds an image of a Java application, without a Dockerfile. */
final class JavaBuildCommand implements Command {
  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  @Override
  public Spec spec() {
    return BuildFlags.add(
        JavaFlags.add(
            Spec.of(
                    "java build [OPTIONS] PATH",
                    "Build an image of a Java application, without a Dockerfile")
                .arguments(1, 1)
                .aliases("java build", "build --jib")
                .details(
                    """
                    PATH is a jar, a directory of classes, or a Maven or Gradle project that was built. The image
                    gets a layer each for the Java runtime, released libraries, snapshots, resources and classes,
                    so that a change of code pushes a few kilobytes. The runtime is linked from the modules that
                    the classes need. The same application always gives the same digest: times are those of
                    SOURCE_DATE_EPOCH, 1970 unless it is set. --print=dockerfile shows what is built.\
                    """)));
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    Arguments reproducible = withEpoch(session, arguments);
    try (JavaImage image =
        JavaImage.read(
            session.path(arguments.argument(0)),
            JavaFlags.options(session, arguments),
            session.store())) {
      return new BuildCommand((_, _, events) -> input(image, arguments, events))
          .build(session, reproducible);
    }
  }

  private static BuildInput input(JavaImage image, Arguments arguments, PreparationEvents events) {
    return events.step(
        "[internal] take " + arguments.argument(0) + " apart",
        said -> {
          if (!image.modules().isEmpty()) {
            said.accept("runtime of " + String.join(", ", image.modules()));
          }
          return image.input();
        });
  }

  private static Arguments withEpoch(Session session, Arguments arguments) {
    boolean told =
        session.variable(EPOCH).isPresent()
            || arguments.all("build-arg").stream().anyMatch(each -> each.startsWith(EPOCH));
    if (told) {
      return arguments;
    }
    var values = new HashMap<>(arguments.values());
    List<String> buildArgs = new ArrayList<>(arguments.all("build-arg"));
    buildArgs.add(EPOCH + "=0");
    values.put("build-arg", buildArgs);
    return new Arguments(values, arguments.positional());
  }
}
