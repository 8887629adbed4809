# What is installed, in the three parts that the packages have:
#   runtime   libxfork.so.N, which compiled programs need
#   dev       headers, the link libxfork.so, CMake and pkg-config files
#   tool      xfork, xfork++, the plugin, their manual pages and completions
# Nothing in it names the place it was configured for: it can be moved as a whole.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/xfork)

set_target_properties(xfork-runtime PROPERTIES EXPORT_NAME runtime VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
install(TARGETS xfork-runtime EXPORT xforkTargets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT dev
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/include/xfork DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
install(EXPORT xforkTargets NAMESPACE xfork:: DESTINATION ${package_dir} COMPONENT dev)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/xforkConfig.cmake.in ${PROJECT_BINARY_DIR}/cmake/xforkConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/xforkConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cmake/xforkConfig.cmake ${PROJECT_BINARY_DIR}/cmake/xforkConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/XforkTarget.cmake
        DESTINATION ${package_dir} COMPONENT dev)

file(RELATIVE_PATH prefix_from_pkgconfig /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig ${prefix_from_pkgconfig})
configure_file(${CMAKE_CURRENT_LIST_DIR}/xfork.pc.in ${PROJECT_BINARY_DIR}/cmake/xfork.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cmake/xfork.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)

if(TARGET xfork-plugin)
  set_target_properties(xfork PROPERTIES EXPORT_NAME rewriter)
  set_target_properties(xfork++ PROPERTIES EXPORT_NAME driver)
  set_target_properties(xfork-plugin PROPERTIES EXPORT_NAME plugin)
  # The directories of the LLVM that it was linked with stay in its path.
  set_target_properties(xfork PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS xfork xfork++ xfork-plugin EXPORT xforkToolTargets
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT tool)
  install(EXPORT xforkToolTargets NAMESPACE xfork:: DESTINATION ${package_dir} COMPONENT tool)
  install(FILES ${PROJECT_SOURCE_DIR}/docs/man/xfork.1 ${PROJECT_SOURCE_DIR}/docs/man/xfork++.1
          DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/diagnostics ${PROJECT_SOURCE_DIR}/docs/guide
          DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/xfork COMPONENT tool)
  install(FILES ${PROJECT_SOURCE_DIR}/completion/xfork.bash RENAME xfork
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT tool)
  install(FILES ${PROJECT_SOURCE_DIR}/completion/_xfork
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT tool)
endif()
