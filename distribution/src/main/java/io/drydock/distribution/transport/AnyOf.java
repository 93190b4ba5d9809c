package io.drydock.distribution.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom one of several sources trusts; a source is only read when those before it do not. */
final class AnyOf extends X509ExtendedTrustManager {
  /** Where authorities come from. */
  interface Source {
    X509ExtendedTrustManager open() throws IOException, GeneralSecurityException;
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private final List<Source> sources;
  private final @Nullable X509ExtendedTrustManager[] opened;

  AnyOf(List<Source> sources) {
    this.sources = List.copyOf(sources);
    this.opened = new X509ExtendedTrustManager[sources.size()];
  }

  private void check(Check check) throws CertificateException {
    CertificateException first = null;
    for (int i = 0; i < sources.size(); i++) {
      try {
        check.by(manager(i));
        return;
      } catch (CertificateException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new CertificateException("no authorities are known") : first;
  }

  private synchronized X509ExtendedTrustManager manager(int i) throws CertificateException {
    X509ExtendedTrustManager manager = opened[i];
    if (manager == null) {
      try {
        manager = sources.get(i).open();
      } catch (IOException | GeneralSecurityException e) {
        throw new CertificateException("cannot read authorities: " + e.getMessage(), e);
      }
      opened[i] = manager;
    }
    return manager;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(each -> each.checkServerTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(each -> each.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(each -> each.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("not a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
