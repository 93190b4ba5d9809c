package io.drydock.maven;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/** Builds the project's image into the store. */
@Mojo(
    name = "build",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class BuildMojo extends ImageMojo {
  @Inject
  public BuildMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  List<List<String>> calls() {
    return List.of(buildCall());
  }
}
