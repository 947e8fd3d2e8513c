/** Light or dark, before anything of a frame is drawn: as its address says, else as the device. Runs as a plain script. */
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const put = () => {
    const night = location.hash === "#dark" || (dark.matches && location.hash !== "#light");
    document.body.dataset.mdColorScheme = night ? "slate" : "default";
    document.body.dataset.mdColorAccent = night ? "teal" : "indigo";
  };
  dark.addEventListener("change", put);
  put();
}
