# Makes the reference of the library and prints what Doxygen misses, then the page of a class.
#     reference.sh ROOT DIRECTORY
command -v doxygen > /dev/null || { echo "doxygen is not installed"; exit; }
cd "$1" || exit
{ cat scripts/Doxyfile; echo "OUTPUT_DIRECTORY = $2"; } | doxygen - 2>&1 | grep "is not documented"
ls "$2/reference" | grep '^classxfork_1_1lazy.html'
