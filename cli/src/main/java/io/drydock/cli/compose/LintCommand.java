package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Spec;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Judges the Compose files of a project, as {@code lint} does. */
final class LintCommand extends ComposeCommand {
  private final io.drydock.cli.lint.LintCommand lint = new io.drydock.cli.lint.LintCommand();

  @Override
  public Spec spec() {
    return lint.spec().renamed("compose lint [OPTIONS]").arguments(0, 0);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<String> files =
        call.request(LoadOptions.DEFAULT).files().stream()
            .filter(each -> each.content().isEmpty())
            .map(ComposeFile::name)
            .toList();
    if (files.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "standard input is not linted: name a file");
    }
    return lint.run(call.call().session(), new Arguments(call.arguments().values(), files));
  }
}
