//--- block `int fib` file
