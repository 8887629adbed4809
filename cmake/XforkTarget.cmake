# xfork_target(TARGET [MODE plugin|rewrite] [OPTIONS OPTION...])
#
# Builds the annotated C++ sources of TARGET, an executable or a library, in parallel form, and links the runtime.
#
#   MODE plugin    Clang compiles the rewritten text in the same compiler run. Needs the Clang the plugin was built for.
#   MODE rewrite   Any compiler (g++ >= 12, clang >= 16) gets rewritten copies of the sources.
#
# Without MODE it is `plugin` where that works, else `rewrite`. OPTIONS are those of the xfork command line that say
# how to rewrite: --explain. Either way rewriting is a part of compiling each source: what is rebuilt, and when, is
# what the build system would do without xfork.

# The names of the tools are the same whether xfork is installed, built here, or taken from XFORK_HOST_TOOLS.
function(_xfork_driver_path result)
  get_target_property(is_imported xfork::driver IMPORTED)
  if(is_imported)
    get_target_property(path xfork::driver LOCATION)
  else()
    get_target_property(target xfork::driver ALIASED_TARGET)
    get_target_property(directory ${target} RUNTIME_OUTPUT_DIRECTORY)
    set(path "${directory}/xfork++")
  endif()
  set(${result} "${path}" PARENT_SCOPE)
endfunction()

function(_xfork_can_load_plugin result)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^22\\.")
    set(${result} TRUE PARENT_SCOPE)
  else()
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

function(_xfork_check_target target)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "xfork_target: there is no target '${target}'; call xfork_target after add_executable or add_library")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|STATIC_LIBRARY|SHARED_LIBRARY|MODULE_LIBRARY|OBJECT_LIBRARY)$")
    message(FATAL_ERROR "xfork_target: '${target}' compiles nothing (it is of type ${type}); name the targets that use it")
  endif()
  if(NOT TARGET xfork::driver)
    message(FATAL_ERROR "xfork_target: the rewriter is not installed here, only the runtime; "
                        "install the package 'xfork', or build with XFORK_BUILD_TOOL=ON")
  endif()
endfunction()

function(_xfork_use_plugin target options)
  _xfork_can_load_plugin(can_load)
  if(NOT can_load)
    message(FATAL_ERROR "xfork_target: MODE plugin needs Clang 22, and CMAKE_CXX_COMPILER is "
                        "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}; use MODE rewrite, or CXX=clang++-22")
  endif()
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:-fplugin=$<TARGET_FILE:xfork::plugin>>")
  foreach(option IN LISTS options)
    string(REGEX REPLACE "^--" "" name "${option}")
    target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:-fplugin-arg-xfork-${name}>")
  endforeach()
endfunction()

# Another launcher, such as ccache or distcc, stays between xfork++ and the compiler.
function(_xfork_use_rewriter target options)
  _xfork_driver_path(driver)
  get_target_property(launcher ${target} CXX_COMPILER_LAUNCHER)
  if(NOT launcher)
    set(launcher "")
  endif()
  set_property(TARGET ${target} PROPERTY CXX_COMPILER_LAUNCHER ${driver} ${options} --launch ${launcher})
endfunction()

function(xfork_target target)
  cmake_parse_arguments(PARSE_ARGV 1 given "" "MODE" "OPTIONS")
  if(given_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "xfork_target: unknown argument '${given_UNPARSED_ARGUMENTS}'; "
                        "it is xfork_target(TARGET [MODE plugin|rewrite] [OPTIONS OPTION...])")
  endif()
  _xfork_check_target(${target})
  foreach(option IN LISTS given_OPTIONS)
    if(NOT option STREQUAL "--explain")
      message(FATAL_ERROR "xfork_target: unknown option '${option}'; it is --explain")
    endif()
  endforeach()
  if(NOT given_MODE)
    _xfork_can_load_plugin(can_load)
    set(given_MODE rewrite)
    if(can_load)
      set(given_MODE plugin)
    endif()
  endif()

  if(given_MODE STREQUAL "plugin")
    _xfork_use_plugin(${target} "${given_OPTIONS}")
  elseif(given_MODE STREQUAL "rewrite")
    _xfork_use_rewriter(${target} "${given_OPTIONS}")
  else()
    message(FATAL_ERROR "xfork_target: unknown MODE '${given_MODE}'; it is plugin or rewrite")
  endif()
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_link_libraries(${target} PRIVATE xfork::runtime)

  # Built here, the tools come before what they compile.
  foreach(tool rewriter driver plugin)
    get_target_property(built xfork::${tool} ALIASED_TARGET)
    if(built)
      add_dependencies(${target} ${built})
    endif()
  endforeach()
endfunction()
