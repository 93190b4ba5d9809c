package io.drydock.maven;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/** Builds the project's image and pushes it to the registry that its name says. */
@Mojo(
    name = "push",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class PushMojo extends ImageMojo {
  /** Registries that may lack a good certificate or any encryption. */
  @Parameter(property = "drydock.insecureRegistries")
  private List<String> insecureRegistries = List.of();

  @Inject
  public PushMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  List<List<String>> calls() {
    var push = new ArrayList<>(List.of("push"));
    insecureRegistries.forEach(each -> push.add("--insecure-registry=" + each));
    push.add(image());
    return List.of(buildCall(), push);
  }
}
