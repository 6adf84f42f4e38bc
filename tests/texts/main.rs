//! Room 2 from outside: the real library, a small one that each test breaks in one place, and cases against it.

mod approval;
mod broken;
mod real;
mod select;
mod slips;
mod small;
