package io.drydock.cli.compose;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import java.util.ArrayList;
import java.util.List;

/** Makes an image of what a service's container has changed. */
final class CommitCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose commit [OPTIONS] SERVICE [REPOSITORY[:TAG]]",
            "Create a new image from a service container's changes")
        .flag(
            "author",
            'a',
            Kind.STRING,
            "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")")
        .flag("change", 'c', Kind.LIST, "Apply Dockerfile instruction to the created image")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("message", 'm', Kind.STRING, "Commit message")
        .flag("pause", 'p', Kind.BOOL, "Pause container during commit (default true)")
        .arguments(1, 2);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<String> words = new ArrayList<>(call.arguments().positional());
    words.set(0, call.container(words.getFirst(), call.index()).id());
    return call.asContainerCommand("commit", call.arguments().values(), words);
  }
}
