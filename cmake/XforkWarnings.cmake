# The warnings every target of ours is built with, and the sanitizers a developer asked for.
function(xfork_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion)
  if(XFORK_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=${XFORK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${XFORK_SANITIZE})
  endif()
endfunction()
