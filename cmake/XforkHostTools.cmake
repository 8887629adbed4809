# The rewriter of another xfork, installed at XFORK_HOST_TOOLS: for projects that build the runtime along with
# themselves, or for another machine, and do not want to build a Clang tool for that.
find_program(XFORK_HOST_DRIVER xfork++ PATHS ${XFORK_HOST_TOOLS}/bin NO_DEFAULT_PATH REQUIRED)
find_program(XFORK_HOST_REWRITER xfork PATHS ${XFORK_HOST_TOOLS}/bin NO_DEFAULT_PATH REQUIRED)
find_file(XFORK_HOST_PLUGIN libxfork-plugin.so PATHS ${XFORK_HOST_TOOLS}/lib ${XFORK_HOST_TOOLS}/${CMAKE_INSTALL_LIBDIR}
          NO_DEFAULT_PATH REQUIRED)

add_executable(xfork::driver IMPORTED GLOBAL)
set_target_properties(xfork::driver PROPERTIES IMPORTED_LOCATION ${XFORK_HOST_DRIVER})
add_executable(xfork::rewriter IMPORTED GLOBAL)
set_target_properties(xfork::rewriter PROPERTIES IMPORTED_LOCATION ${XFORK_HOST_REWRITER})
add_library(xfork::plugin MODULE IMPORTED GLOBAL)
set_target_properties(xfork::plugin PROPERTIES IMPORTED_LOCATION ${XFORK_HOST_PLUGIN})
