"""The lit suites of xfork.

    lit -sv test/corpus                          against build/release
    lit -sv --param build=build/dev test/run     against another build tree

Substitutions:
    %check_run   compiles and runs a program serially and through every host and compares (tools/check_run.py)
    %check_traceback  compares a program's tracebacks with the stacks of its serial build (tools/check_traceback.py)
    %check_loops checks the verdicts about labelled loops, and the results (tools/check_loops.py)
    %check_openmp  converts a program from OpenMP, and compares (tools/check_openmp.py)
    %xfork       the rewriter                    %xforkxx     the compiler driver
    %clangxx     clang++, nothing else           %gxx         g++
    %plugin      the plugin's path               %clang_plugin  clang++ with the plugin and the runtime
    %include     the runtime's headers           %lib         the folder of its library
    %root        the source tree                 %build       the build tree
    %python      this interpreter
"""

import os
import sys

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.join(root, lit_config.params.get("build", "build/release"))
site = os.path.join(build, "test", "lit.site.cfg.py")
if not os.path.exists(site):
    lit_config.fatal(f"{build} is not a configured build tree; configure it, or pass --param build=DIR")
lit_config.load_config(config, site)

config.name = "xfork"
config.test_source_root = os.path.join(root, "test")
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".hpp", ".h", ".test"]
config.excludes = ["Inputs", "unit", "tools", "lit.cfg.py"]

build_dir, clangxx, gxx = config.xfork_build, config.clangxx, "g++"
library_dir = os.path.join(build_dir, "lib")
plugin = os.path.join(library_dir, "libxfork-plugin.so")
include_dir = os.path.join(root, "runtime", "include")
link = f"-L{library_dir} -lxfork -Wl,-rpath,{library_dir}"
check_run = " ".join([
    sys.executable, os.path.join(config.test_source_root, "tools", "check_run.py"),
    f"--build={build_dir}", f"--clangxx={clangxx}", f"--gxx={gxx}", f"--include={include_dir}", "--temp=%t.check"])
check_loops = " ".join([
    sys.executable, os.path.join(config.test_source_root, "tools", "check_loops.py"),
    f"--build={build_dir}", f"--clangxx={clangxx}", "--temp=%t.loops"])

check_openmp = " ".join([
    sys.executable, os.path.join(config.test_source_root, "tools", "check_openmp.py"),
    f"--build={build_dir}", f"--clangxx={clangxx}", "--temp=%t.openmp"])

check_traceback = " ".join([
    sys.executable, os.path.join(config.test_source_root, "tools", "check_traceback.py"),
    f"--build={build_dir}", f"--clangxx={clangxx}", f"--gxx={gxx}", f"--include={include_dir}", "--temp=%t.check"])

# The longer name first: substitutions are replaced in this order.
config.substitutions += [
    ("%check_run", check_run),
    ("%check_traceback", check_traceback),
    ("%check_loops", check_loops),
    ("%check_openmp", check_openmp),
    ("%xforkxx", os.path.join(build_dir, "bin", "xfork++")),
    ("%xfork", os.path.join(build_dir, "bin", "xfork")),
    ("%clang_plugin", f"{clangxx} -fplugin={plugin} -std=c++20 {link}"),
    ("%clangxx", clangxx),
    ("%gxx", gxx),
    ("%plugin", plugin),
    ("%python", sys.executable),
    ("%include", include_dir),
    ("%lib", library_dir),
    ("%root", root),
    ("%build", build_dir),
]

config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
for variable in os.environ:
    if variable.startswith(("XFORK_", "ASAN_", "TSAN_", "UBSAN_")):
        config.environment[variable] = os.environ[variable]
